#include "player/pipeline/video_decoder.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>
#include <vector>

#include "player/libav.h"
#include "player/pipeline/deinterlacer.h"
#include "player/pipeline/hardware_device.h"
#include "player/pipeline/picture_converter.h"

namespace cliffhanger {
namespace {

constexpr std::int64_t kPixelsOfOneCore = 1920 * 1088;
constexpr double kRateOfOneCore = 31;

MediaTime frame_duration(const AVFrame& frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
    return MediaTime{std::max<std::int64_t>(frame.duration, 0)};
#else
    return MediaTime{std::max<std::int64_t>(frame.pkt_duration, 0)};
#endif
}

// What is kept to begin anew with, should a device fail: the packets since the last keyframe but one.
constexpr std::size_t kMaxReplayPackets = 2000;
constexpr std::size_t kMaxReplayBytes = 96u << 20;

AvPacketPtr another_reference(const AVPacket& packet) {
    AvPacketPtr copy = make_av_packet();
    if (av_packet_ref(copy.get(), &packet) < 0) throw std::bad_alloc();
    return copy;
}

Result<AvCodecContextPtr> open_context(const StreamInfo& stream, const AVCodec* decoder, int threads,
                                       HardwareDevice* device) {
    AvCodecContextPtr context{avcodec_alloc_context3(decoder)};
    if (!context || avcodec_parameters_to_context(context.get(), stream.parameters.get()) < 0) throw std::bad_alloc();
    context->pkt_timebase = kMicrosecondBase;
    context->thread_count = std::max(threads, 1);
    context->thread_type = FF_THREAD_FRAME;
    context->max_pixels = kMostPixels;
    if (device != nullptr) device->attach(*context);
    if (const int code = avcodec_open2(context.get(), decoder, nullptr); code < 0) {
        return fail(ErrorKind::Unsupported, "the decoder refuses this " + stream.codec + ": " + av_error_text(code));
    }
    return context;
}

// libav's own decoders of VP8 and VP9 leave the picture of the opacity alone.
const AVCodec* decoder_for(const StreamInfo& stream) {
    const AVCodecID codec = stream.parameters ? stream.parameters->codec_id : AV_CODEC_ID_NONE;
    const AVCodec* special = nullptr;
    if (stream.alpha && codec == AV_CODEC_ID_VP8) special = avcodec_find_decoder_by_name("libvpx");
    if (stream.alpha && codec == AV_CODEC_ID_VP9) special = avcodec_find_decoder_by_name("libvpx-vp9");
    return special != nullptr ? special : avcodec_find_decoder(codec);
}

}  // namespace

int decode_threads_for(const StreamInfo& stream, int cores) noexcept {
    const bool heavy =
        static_cast<std::int64_t>(stream.width) * stream.height > kPixelsOfOneCore || stream.fps > kRateOfOneCore;
    return heavy ? std::clamp(cores, 1, 2) : 1;
}

class VideoDecoder::Codec {
 public:
    Codec(const StreamInfo& stream, const VideoDecoding& decoding)
        : stream_(stream),
          threads_(decoding.threads),
          converter_(stream),
          nominal_duration_(stream.fps > 0 ? from_seconds(1 / stream.fps) : MediaTime{0}) {}

    Result<void> open(const VideoDecoding& decoding) {
        const AVCodec* decoder = decoder_for(stream_);
        if (decoder == nullptr) return fail(ErrorKind::Unsupported, "no decoder for " + stream_.codec);
        if (static_cast<std::int64_t>(stream_.width) * stream_.height > kMostPixels) {
            return fail(ErrorKind::Unsupported, "pictures of " + std::to_string(stream_.width) + "x" +
                                                    std::to_string(stream_.height) + " are more than can be shown");
        }
        if (decoding.open_device) open_on_device(decoding);
        if (!context_) {
            if (auto opened = open_in_software(); !opened) return opened;
        }
        if (stream_.dolby_vision_only) name_.note += (name_.note.empty() ? "" : "; ") + std::string(kDolbyVisionNote);
        return {};
    }

    Result<void> send(const Packet& packet) {
        if (device_) remember(packet);
        const int code = avcodec_send_packet(context_.get(), packet.data.get());
        if (code >= 0 || code == AVERROR(EAGAIN)) return {};
        if (device_) return leave_device("a packet is refused: " + av_error_text(code));
        ++errors_;
        return fail(ErrorKind::Corrupted, "a picture cannot be decoded: " + av_error_text(code));
    }

    void send_end() {
        drained_ = true;
        (void)avcodec_send_packet(context_.get(), nullptr);
    }

    VideoFramePtr receive() {
        for (;;) {
            if (auto ready = deinterlacer_.pull()) {
                if (auto picture = finish(std::move(ready))) return picture;
                ++errors_;
                continue;
            }
            auto frame = make_av_frame();
            const int code = next_frame(frame);
            if (code == AVERROR_EOF && !std::exchange(filter_ended_, true)) {
                deinterlacer_.end();
                continue;
            }
            if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return nullptr;
            if (code < 0) {
                if (device_) {
                    if (!leave_device("decoding fails: " + av_error_text(code))) return nullptr;
                    continue;
                }
                // Frame threads report the error of an earlier packet here; later pictures still come.
                ++errors_;
                if (++errors_in_a_row_ > kMaxErrorsInARow) return nullptr;
                continue;
            }
            errors_in_a_row_ = 0;
            if (already_given(*frame)) continue;
            if (device_ && !fetch(frame)) {
                if (device_) return nullptr;
                continue;
            }
            if (deinterlacer_.wants(*frame)) {
                deinterlacer_.push(std::move(frame));
                continue;
            }
            if (auto picture = finish(std::move(frame))) return picture;
            ++errors_;
        }
    }

    void flush() {
        avcodec_flush_buffers(context_.get());
        next_time_ = MediaTime{0};
        forget_replay();
        again_.clear();
        deinterlacer_.reset();
        drained_ = filter_ended_ = false;
        newest_.reset();
        given_until_.reset();
    }

    void set_shortcut(Shortcut shortcut) {
        // Closed captions are spread over all pictures.
        const bool skip = shortcut != Shortcut::None && !has_captions_;
        context_->skip_frame = skip ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
        context_->skip_loop_filter = shortcut == Shortcut::SkipLoopFilter ? AVDISCARD_ALL : AVDISCARD_DEFAULT;
    }

    void set_caption_sink(CaptionSink sink) { caption_sink_ = std::move(sink); }

    const DecoderName& name() const noexcept { return name_; }
    std::uint64_t errors() const noexcept { return errors_; }

 private:
    static constexpr int kMaxErrorsInARow = 32;

    /// What comes out of the software's decoder once more after the device was left.
    bool already_given(const AVFrame& frame) {
        const std::int64_t stamp = frame.best_effort_timestamp;
        if (given_until_ && stamp != AV_NOPTS_VALUE && MediaTime{stamp} <= *given_until_) return true;
        given_until_.reset();
        return false;
    }

    int next_frame(AvFramePtr& frame) {
        if (again_.empty()) return avcodec_receive_frame(context_.get(), frame.get());
        frame = std::move(again_.front());
        again_.pop_front();
        return 0;
    }

    Result<void> open_in_software() {
        const AVCodec* decoder = decoder_for(stream_);
        auto context = open_context(stream_, decoder, threads_, nullptr);
        if (!context) return tl::unexpected(context.error());
        context_ = std::move(*context);
        name_.name = decoder->name;
        return {};
    }

    void open_on_device(const VideoDecoding& decoding) {
        auto device = decoding.open_device(stream_.parameters->codec_id);
        if (!device) {
            name_.note = device.error().message;
        } else if (auto context = open_context(stream_, (*device)->decoder(), 1, device->get()); !context) {
            name_.note = (*device)->name() + ": " + context.error().message;
        } else {
            device_ = std::move(*device);
            context_ = std::move(*context);
            name_.name = std::string(device_->decoder()->name) + " (" + device_->name() + ")";
            return;
        }
        if (!name_.note.empty()) spdlog::info("{} is decoded in software: {}", stream_.codec, name_.note);
    }

    void forget_before_last_keyframe() {
        const auto end = replay_.begin() + static_cast<std::ptrdiff_t>(last_keyframe_);
        for (auto packet = replay_.begin(); packet != end; ++packet)
            replay_bytes_ -= static_cast<std::size_t>((*packet)->size);
        replay_.erase(replay_.begin(), end);
        last_keyframe_ = replay_.size();
    }

    void forget_replay() {
        replay_.clear();
        replay_bytes_ = last_keyframe_ = 0;
    }

    void remember(const Packet& packet) {
        // Pictures from before a keyframe may still be on their way when it is sent.
        if (packet.keyframe) forget_before_last_keyframe();
        if (replay_.size() >= kMaxReplayPackets || replay_bytes_ >= kMaxReplayBytes) forget_replay();
        replay_.push_back(another_reference(*packet.data));
        replay_bytes_ += static_cast<std::size_t>(packet.data->size);
    }

    /// False: the device has been left, and pictures come from elsewhere; or nowhere, if it has not been.
    bool fetch(AvFramePtr& frame) {
        if (!device_->made(*frame)) {
            // It was libav that noticed, and this picture is as good as any.
            name_ = {context_->codec->name, device_->name() + " does not decode this kind of " + stream_.codec};
            spdlog::info("{}", name_.note);
            context_->opaque = nullptr;
            context_->get_format = avcodec_default_get_format;
            device_.reset();
            forget_replay();
            return true;
        }
        auto copy = device_->to_system_memory(std::move(frame));
        if (!copy) {
            (void)leave_device(copy.error().message);
            return false;
        }
        frame = std::move(*copy);
        return true;
    }

    /// Begins anew in software with the last keyframe. What was given out already does not come again. An error: there
    /// is no decoder for it in software.
    Result<void> leave_device(const std::string& reason) {
        const std::string note = device_->name() + " failed: " + reason;
        const AVCodec* decoder = decoder_for(stream_);
        auto context = open_context(stream_, decoder, threads_, nullptr);
        if (!context) return tl::unexpected(context.error());
        spdlog::warn("{}; {} goes on in software", note, stream_.codec);
        name_ = {decoder->name, note};
        context_ = std::move(*context);
        device_.reset();
        deinterlacer_.reset();
        given_until_ = newest_;
        for (const AvPacketPtr& packet : std::exchange(replay_, {})) {
            (void)avcodec_send_packet(context_.get(), packet.get());
            take_again();
        }
        forget_replay();
        if (drained_) (void)avcodec_send_packet(context_.get(), nullptr);
        return {};
    }

    void take_again() {
        for (;;) {
            auto frame = make_av_frame();
            if (avcodec_receive_frame(context_.get(), frame.get()) < 0) return;
            if (!already_given(*frame)) again_.push_back(std::move(frame));
        }
    }

    VideoFramePtr finish(AvFramePtr frame) {
        const std::int64_t stamp = frame->best_effort_timestamp;
        const MediaTime own_duration = frame_duration(*frame);
        give_captions(*frame, stamp != AV_NOPTS_VALUE ? MediaTime{stamp} : next_time_);
        auto picture = converter_.convert(std::move(frame));
        if (!picture) return nullptr;
        picture->duration = own_duration > MediaTime{0} ? own_duration : nominal_duration_;
        picture->time = stamp != AV_NOPTS_VALUE ? MediaTime{stamp} : next_time_;
        next_time_ = picture->time + picture->duration;
        newest_ = std::max(newest_.value_or(picture->time), picture->time);
        return picture;
    }

    void give_captions(const AVFrame& frame, MediaTime time) {
        if (!caption_sink_) return;
        const AVFrameSideData* data = av_frame_get_side_data(&frame, AV_FRAME_DATA_A53_CC);
        if (data == nullptr || data->size < 3) return;
        has_captions_ = true;
        caption_sink_(time, {data->data, data->size});
    }

    const StreamInfo stream_;
    const int threads_;
    std::shared_ptr<HardwareDevice> device_;  // before context_, which calls it
    AvCodecContextPtr context_;
    DecoderName name_;
    Deinterlacer deinterlacer_;
    CaptionSink caption_sink_;
    bool has_captions_ = false;
    PictureConverter converter_;
    const MediaTime nominal_duration_;
    MediaTime next_time_{0};
    std::optional<MediaTime> newest_;       // given out since the last flush
    std::optional<MediaTime> given_until_;  // before the device was left
    std::vector<AvPacketPtr> replay_;
    std::size_t replay_bytes_ = 0, last_keyframe_ = 0;  // its index
    std::deque<AvFramePtr> again_;                      // decoded anew after the device was left
    bool drained_ = false, filter_ended_ = false;
    std::uint64_t errors_ = 0;
    int errors_in_a_row_ = 0;
};

Result<std::unique_ptr<VideoDecoder>> VideoDecoder::open(const StreamInfo& stream, const VideoDecoding& decoding) {
    auto codec = std::make_unique<Codec>(stream, decoding);
    if (auto opened = codec->open(decoding); !opened) return tl::unexpected(opened.error());
    return std::unique_ptr<VideoDecoder>(new VideoDecoder(std::move(codec)));
}

VideoDecoder::VideoDecoder(std::unique_ptr<Codec> codec) : codec_(std::move(codec)) {}
VideoDecoder::~VideoDecoder() = default;
Result<void> VideoDecoder::send(const Packet& packet) { return codec_->send(packet); }
void VideoDecoder::send_end() { codec_->send_end(); }
VideoFramePtr VideoDecoder::receive() { return codec_->receive(); }
void VideoDecoder::flush() { codec_->flush(); }
void VideoDecoder::set_caption_sink(CaptionSink sink) { codec_->set_caption_sink(std::move(sink)); }
void VideoDecoder::set_shortcut(Shortcut shortcut) { codec_->set_shortcut(shortcut); }
const DecoderName& VideoDecoder::name() const noexcept { return codec_->name(); }
std::uint64_t VideoDecoder::errors() const noexcept { return codec_->errors(); }

}  // namespace cliffhanger
