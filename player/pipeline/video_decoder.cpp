#include "player/pipeline/video_decoder.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cmath>

#include "player/libav.h"
#include "player/pipeline/picture_converter.h"

namespace cliffhanger {
namespace {

constexpr std::int64_t kPixelsOfOneCore = 1920 * 1088;
constexpr double kRateOfOneCore = 31;
constexpr std::int64_t kMaxPixels = 16384LL * 16384LL;

MediaTime frame_duration(const AVFrame& frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
    return MediaTime{std::max<std::int64_t>(frame.duration, 0)};
#else
    return MediaTime{std::max<std::int64_t>(frame.pkt_duration, 0)};
#endif
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
    Codec(AvCodecContextPtr context, const StreamInfo& stream)
        : context_(std::move(context)),
          converter_(stream),
          nominal_duration_(stream.fps > 0 ? from_seconds(1 / stream.fps) : MediaTime{0}) {}

    Result<void> send(const Packet& packet) {
        const int code = avcodec_send_packet(context_.get(), packet.data.get());
        if (code >= 0 || code == AVERROR(EAGAIN)) return {};
        ++errors_;
        return fail(ErrorKind::Corrupted, "a picture cannot be decoded: " + av_error_text(code));
    }

    void send_end() { (void)avcodec_send_packet(context_.get(), nullptr); }

    VideoFramePtr receive() {
        for (;;) {
            auto frame = make_av_frame();
            const int code = avcodec_receive_frame(context_.get(), frame.get());
            if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return nullptr;
            if (code < 0) {
                // Frame threads report the error of an earlier packet here; later pictures still come.
                ++errors_;
                if (++errors_in_a_row_ > kMaxErrorsInARow) return nullptr;
                continue;
            }
            errors_in_a_row_ = 0;
            if (auto picture = finish(std::move(frame))) return picture;
            ++errors_;
        }
    }

    void flush() {
        avcodec_flush_buffers(context_.get());
        next_time_ = MediaTime{0};
    }

    void set_skip_unreferenced(bool skip) { context_->skip_frame = skip ? AVDISCARD_NONREF : AVDISCARD_DEFAULT; }

    std::uint64_t errors() const noexcept { return errors_; }

 private:
    static constexpr int kMaxErrorsInARow = 32;

    VideoFramePtr finish(AvFramePtr frame) {
        const std::int64_t stamp = frame->best_effort_timestamp;
        const MediaTime own_duration = frame_duration(*frame);
        auto picture = converter_.convert(std::move(frame));
        if (!picture) return nullptr;
        picture->duration = own_duration > MediaTime{0} ? own_duration : nominal_duration_;
        picture->time = stamp != AV_NOPTS_VALUE ? MediaTime{stamp} : next_time_;
        next_time_ = picture->time + picture->duration;
        return picture;
    }

    AvCodecContextPtr context_;
    PictureConverter converter_;
    const MediaTime nominal_duration_;
    MediaTime next_time_{0};
    std::uint64_t errors_ = 0;
    int errors_in_a_row_ = 0;
};

Result<std::unique_ptr<VideoDecoder>> VideoDecoder::open(const StreamInfo& stream, int threads) {
    const AVCodec* decoder = decoder_for(stream);
    if (decoder == nullptr) return fail(ErrorKind::Unsupported, "no decoder for " + stream.codec);
    AvCodecContextPtr context{avcodec_alloc_context3(decoder)};
    if (!context || avcodec_parameters_to_context(context.get(), stream.parameters.get()) < 0) throw std::bad_alloc();
    context->pkt_timebase = kMicrosecondBase;
    context->thread_count = std::max(threads, 1);
    context->thread_type = FF_THREAD_FRAME;
    context->max_pixels = kMaxPixels;
    if (const int code = avcodec_open2(context.get(), decoder, nullptr); code < 0) {
        return fail(ErrorKind::Unsupported, "the decoder refuses this " + stream.codec + ": " + av_error_text(code));
    }
    return std::unique_ptr<VideoDecoder>(new VideoDecoder(std::make_unique<Codec>(std::move(context), stream)));
}

VideoDecoder::VideoDecoder(std::unique_ptr<Codec> codec) : codec_(std::move(codec)) {}
VideoDecoder::~VideoDecoder() = default;
Result<void> VideoDecoder::send(const Packet& packet) { return codec_->send(packet); }
void VideoDecoder::send_end() { codec_->send_end(); }
VideoFramePtr VideoDecoder::receive() { return codec_->receive(); }
void VideoDecoder::flush() { codec_->flush(); }
void VideoDecoder::set_skip_unreferenced(bool skip) { codec_->set_skip_unreferenced(skip); }
std::uint64_t VideoDecoder::errors() const noexcept { return codec_->errors(); }

}  // namespace cliffhanger
