#include "player/images/image.h"

extern "C" {
#include <libswscale/swscale.h>
}

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <string>

#include "player/libav.h"

namespace cliffhanger {
namespace {

constexpr std::int64_t kMaxPixels = 64'000'000;
constexpr int kMaxSide = 1 << 15;

AVCodecID codec_for(std::string_view bytes) {
    using namespace std::string_view_literals;
    const auto begins = [&](std::string_view magic) { return bytes.substr(0, magic.size()) == magic; };
    if (begins("\xFF\xD8\xFF"sv)) return AV_CODEC_ID_MJPEG;
    if (begins("\x89PNG\r\n\x1A\n"sv)) return AV_CODEC_ID_PNG;
    if (begins("RIFF"sv) && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP"sv) return AV_CODEC_ID_WEBP;
    if (begins("GIF87a"sv) || begins("GIF89a"sv)) return AV_CODEC_ID_GIF;
    if (begins("BM"sv)) return AV_CODEC_ID_BMP;
    return AV_CODEC_ID_NONE;
}

struct PixelLimit {
    std::int64_t pixels = kMaxPixels;
    bool exceeded = false;
};

/// Refuses the memory for an absurd picture before any of it is taken; `opaque` is told.
int allocate_within_limit(AVCodecContext* codec, AVFrame* frame, int flags) {
    auto& limit = *static_cast<PixelLimit*>(codec->opaque);
    if (static_cast<std::int64_t>(frame->width) * frame->height > limit.pixels) {
        limit.exceeded = true;
        return AVERROR(ENOMEM);
    }
    return avcodec_default_get_buffer2(codec, frame, flags);
}

Result<AvFramePtr> decode(std::string_view bytes, AVCodecID id, std::int64_t max_pixels) {
    const AVCodec* decoder = avcodec_find_decoder(id);
    if (decoder == nullptr) return fail(ErrorKind::Unsupported, "There is no decoder for this kind of picture");
    const AvCodecContextPtr codec(avcodec_alloc_context3(decoder));
    const AvPacketPtr packet = make_av_packet();
    AvFramePtr frame = make_av_frame();
    if (!codec || av_new_packet(packet.get(), static_cast<int>(bytes.size())) < 0) {
        return fail(ErrorKind::Internal, "Out of memory");
    }
    std::memcpy(packet->data, bytes.data(), bytes.size());
    PixelLimit limit{max_pixels};
    codec->opaque = &limit;
    codec->get_buffer2 = &allocate_within_limit;
    codec->thread_count = 1;
    if (avcodec_open2(codec.get(), decoder, nullptr) < 0) return fail(ErrorKind::Internal, "The decoder does not open");
    int status = avcodec_send_packet(codec.get(), packet.get());
    if (status >= 0) status = avcodec_send_packet(codec.get(), nullptr);
    if (status >= 0) status = avcodec_receive_frame(codec.get(), frame.get());
    if (limit.exceeded) return fail(ErrorKind::TooLarge, "The picture has too many pixels");
    if (status < 0 || frame->width <= 0 || frame->height <= 0) {
        return fail(ErrorKind::Corrupted, "The picture is broken");
    }
    return frame;
}

/// The same layout under its modern name: the J formats only say "full range", which frames say for themselves.
AVPixelFormat without_range(AVPixelFormat format) {
    switch (format) {
        case AV_PIX_FMT_YUVJ420P:
            return AV_PIX_FMT_YUV420P;
        case AV_PIX_FMT_YUVJ422P:
            return AV_PIX_FMT_YUV422P;
        case AV_PIX_FMT_YUVJ444P:
            return AV_PIX_FMT_YUV444P;
        case AV_PIX_FMT_YUVJ440P:
            return AV_PIX_FMT_YUV440P;
        case AV_PIX_FMT_YUVJ411P:
            return AV_PIX_FMT_YUV411P;
        default:
            return format;
    }
}

SwsContextPtr make_scaler(const AVFrame& from, int width, int height) {
    const auto stored = static_cast<AVPixelFormat>(from.format);
    const AVPixelFormat format = without_range(stored);
    const bool full_range = format != stored || from.color_range == AVCOL_RANGE_JPEG;
    const bool shrinks = width < from.width || height < from.height;
    SwsContextPtr scaler(sws_getContext(from.width, from.height, format, width, height, AV_PIX_FMT_RGB32,
                                        shrinks ? SWS_AREA : SWS_BILINEAR, nullptr, nullptr, nullptr));
    if (scaler) {
        const int* matrix = sws_getCoefficients(SWS_CS_ITU601);
        sws_setColorspaceDetails(scaler.get(), matrix, full_range ? 1 : 0, matrix, 1, 0, 1 << 16, 1 << 16);
    }
    return scaler;
}

Result<Image> scale(const AVFrame& from, int width, int height) {
    const SwsContextPtr scaler = make_scaler(from, width, height);
    const AvFramePtr scaled = make_av_frame();
    if (!scaler) return fail(ErrorKind::Unsupported, "The picture's colours cannot be converted");
    scaled->width = width;
    scaled->height = height;
    scaled->format = AV_PIX_FMT_RGB32;
    // The scaler writes whole vectors past the end of a row, so its rows are libav's own.
    if (av_frame_get_buffer(scaled.get(), 0) < 0) return fail(ErrorKind::Internal, "Out of memory");
    if (sws_scale(scaler.get(), from.data, from.linesize, 0, from.height, scaled->data, scaled->linesize) <= 0) {
        return fail(ErrorKind::Corrupted, "The picture cannot be scaled");
    }
    Image image{width, height, std::vector<std::uint32_t>(static_cast<std::size_t>(width) * height)};
    for (int y = 0; y < height; ++y) {
        std::memcpy(image.argb.data() + static_cast<std::size_t>(y) * width,
                    scaled->data[0] + static_cast<std::ptrdiff_t>(y) * scaled->linesize[0],
                    static_cast<std::size_t>(width) * sizeof(std::uint32_t));
    }
    return image;
}

Result<AvFramePtr> decode_any(std::string_view bytes, std::int64_t max_pixels) {
    install_libav_log();
    const AVCodecID id = codec_for(bytes);
    if (id == AV_CODEC_ID_NONE) return fail(ErrorKind::Unsupported, "This is no picture that the player knows");
    if (bytes.size() > kMaxImageBytes) return fail(ErrorKind::TooLarge, "The picture file is too large");
    return decode(bytes, id, max_pixels);
}

}  // namespace

Result<Image> decode_image(std::string_view bytes, int max_side) {
    auto frame = decode_any(bytes, kMaxPixels);
    if (!frame) return tl::unexpected(std::move(frame.error()));
    const int width = (*frame)->width, height = (*frame)->height;
    const double factor =
        std::min(1.0, static_cast<double>(std::clamp(max_side, 1, kMaxSide)) / std::max(width, height));
    const auto scaled = [factor](int side) { return std::max(1, static_cast<int>(std::lround(side * factor))); };
    return scale(**frame, scaled(width), scaled(height));
}

Result<Image> decode_image_unscaled(std::string_view bytes, std::int64_t max_pixels) {
    auto frame = decode_any(bytes, std::min(max_pixels, kMaxPixels));
    if (!frame) return tl::unexpected(std::move(frame.error()));
    return scale(**frame, (*frame)->width, (*frame)->height);
}

}  // namespace cliffhanger
