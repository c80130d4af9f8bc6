#include "player/pipeline/audio_decoder.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

#include <array>
#include <cstdlib>
#include <optional>

#include "player/audio_output.h"
#include "player/libav.h"

namespace cliffhanger {
namespace {

// Containers round time stamps; only what is further off than this is a gap or an overlap in the sound itself.
constexpr MediaTime kMaxJitter = std::chrono::milliseconds(20);

MediaTime length_of(std::int64_t frames) { return MediaTime{frames * 1000000 / kAudioSampleRate}; }

struct ChannelLayout {
    AVChannelLayout value{};
    ~ChannelLayout() { av_channel_layout_uninit(&value); }
};

}  // namespace

class AudioDecoder::Codec {
 public:
    explicit Codec(AvCodecContextPtr context) : context_(std::move(context)) {}

    Result<void> send(const Packet& packet) {
        const int code = avcodec_send_packet(context_.get(), packet.data.get());
        if (code >= 0 || code == AVERROR(EAGAIN)) return {};
        ++errors_;
        return fail(ErrorKind::Corrupted, "sound cannot be decoded: " + av_error_text(code));
    }

    void send_end() { (void)avcodec_send_packet(context_.get(), nullptr); }

    AudioBlock receive() {
        for (int attempt = 0; attempt < kMaxErrorsInARow; ++attempt) {
            auto frame = make_av_frame();
            const int code = avcodec_receive_frame(context_.get(), frame.get());
            if (code == AVERROR_EOF) return convert(nullptr);
            if (code == AVERROR(EAGAIN)) return {};
            if (code < 0 || !prepare_resampler(*frame)) {
                ++errors_;
                continue;
            }
            AudioBlock block = convert(frame.get());
            if (!block.samples.empty()) return block;
        }
        return {};
    }

    void flush() {
        avcodec_flush_buffers(context_.get());
        resampler_.reset();
        base_.reset();
    }

    std::uint64_t errors() const noexcept { return errors_; }

 private:
    static constexpr int kMaxErrorsInARow = 32;

    // The stream may change its rate, layout or format at any frame.
    bool prepare_resampler(const AVFrame& frame) {
        if (frame.sample_rate <= 0 || frame.ch_layout.nb_channels <= 0) return false;
        const Format format{frame.format, frame.sample_rate, frame.ch_layout.nb_channels};
        if (resampler_ && format == format_) return true;
        format_ = format;
        base_.reset();
        if (open_resampler(frame, frame.ch_layout)) return true;
        // Ambisonic and unnamed layouts cannot be mixed down by name, only by number of channels.
        ChannelLayout by_count;
        av_channel_layout_default(&by_count.value, frame.ch_layout.nb_channels);
        if (open_resampler(frame, by_count.value)) return true;
        return open_resampler(frame, by_count.value, sides_by_turns(frame.ch_layout.nb_channels));
    }

    // More channels than any named layout has: one to the left, one to the right.
    static std::vector<double> sides_by_turns(int channels) {
        std::vector<double> matrix(static_cast<std::size_t>(channels) * kAudioChannels);
        const double share = 1.0 / ((channels + 1) / 2);
        for (int i = 0; i < channels; ++i) matrix[static_cast<std::size_t>(i % 2 * channels + i)] = share;
        return matrix;
    }

    // Surround comes down by ITU-R BS.775: centre and surrounds by 3 dB, without the effects channel, and so much
    // quieter in all that nothing can get out of range. Loudness levelling brings it back.
    bool open_resampler(const AVFrame& frame, const AVChannelLayout& layout, const std::vector<double>& matrix = {}) {
        ChannelLayout source;
        if (layout.order == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(&source.value, layout.nb_channels);
        } else if (av_channel_layout_copy(&source.value, &layout) < 0) {
            return false;
        }
        AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
        SwrContext* raw = nullptr;
        const int code = swr_alloc_set_opts2(&raw, &stereo, AV_SAMPLE_FMT_FLT, kAudioSampleRate, &source.value,
                                             static_cast<AVSampleFormat>(frame.format), frame.sample_rate, 0, nullptr);
        resampler_.reset(raw);
        if (code >= 0) (void)av_opt_set_double(raw, "rematrix_maxval", 1.0, 0);
        if (code >= 0 && !matrix.empty() && swr_set_matrix(raw, matrix.data(), layout.nb_channels) < 0) return false;
        if (code >= 0 && swr_init(raw) >= 0) return true;
        resampler_.reset();
        return false;
    }

    // nullptr: the end; gives out what the resampler holds back.
    AudioBlock convert(const AVFrame* frame) {
        AudioBlock block;
        if (!resampler_) return block;
        const MediaTime held{swr_get_delay(resampler_.get(), 1000000)};
        const int most = swr_get_out_samples(resampler_.get(), frame != nullptr ? frame->nb_samples : 0);
        if (most <= 0) return block;
        block.samples.resize(static_cast<std::size_t>(most) * kAudioChannels);
        auto* output = reinterpret_cast<std::uint8_t*>(block.samples.data());
        const auto** input = frame != nullptr ? const_cast<const std::uint8_t**>(frame->extended_data) : nullptr;
        const int got = swr_convert(resampler_.get(), &output, most, input, frame != nullptr ? frame->nb_samples : 0);
        block.samples.resize(static_cast<std::size_t>(std::max(got, 0)) * kAudioChannels);
        if (frame != nullptr && frame->best_effort_timestamp != AV_NOPTS_VALUE) {
            rebase(MediaTime{frame->best_effort_timestamp} - held);
        }
        block.time = base_.value_or(MediaTime{0}) + length_of(produced_);
        if (!base_) base_ = MediaTime{0};
        produced_ += static_cast<std::int64_t>(block.frames());
        return block;
    }

    // Counts samples instead of trusting every time stamp, so that rounding is not heard as clicks.
    void rebase(MediaTime stamped) {
        if (base_ && std::abs((*base_ + length_of(produced_) - stamped).count()) <= kMaxJitter.count()) return;
        base_ = stamped;
        produced_ = 0;
    }

    struct Format {
        int sample_format = -1, rate = 0, channels = 0;
        bool operator==(const Format&) const = default;
    };

    AvCodecContextPtr context_;
    SwrContextPtr resampler_;
    Format format_;
    std::optional<MediaTime> base_;
    std::int64_t produced_ = 0;
    std::uint64_t errors_ = 0;
};

Result<std::unique_ptr<AudioDecoder>> AudioDecoder::open(const StreamInfo& stream) {
    const AVCodec* decoder = stream.parameters ? avcodec_find_decoder(stream.parameters->codec_id) : nullptr;
    if (decoder == nullptr) return fail(ErrorKind::Unsupported, "no decoder for " + stream.codec);
    AvCodecContextPtr context{avcodec_alloc_context3(decoder)};
    if (!context || avcodec_parameters_to_context(context.get(), stream.parameters.get()) < 0) throw std::bad_alloc();
    context->pkt_timebase = kMicrosecondBase;
    context->thread_count = 1;
    if (const int code = avcodec_open2(context.get(), decoder, nullptr); code < 0) {
        return fail(ErrorKind::Unsupported, "the decoder refuses this " + stream.codec + ": " + av_error_text(code));
    }
    return std::unique_ptr<AudioDecoder>(new AudioDecoder(std::make_unique<Codec>(std::move(context))));
}

AudioDecoder::AudioDecoder(std::unique_ptr<Codec> codec) : codec_(std::move(codec)) {}
AudioDecoder::~AudioDecoder() = default;
Result<void> AudioDecoder::send(const Packet& packet) { return codec_->send(packet); }
void AudioDecoder::send_end() { codec_->send_end(); }
AudioBlock AudioDecoder::receive() { return codec_->receive(); }
void AudioDecoder::flush() { codec_->flush(); }
std::uint64_t AudioDecoder::errors() const noexcept { return codec_->errors(); }

}  // namespace cliffhanger
