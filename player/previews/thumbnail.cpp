#include "player/previews/thumbnail.h"

extern "C" {
#include <libswscale/swscale.h>
}

#include <algorithm>
#include <cmath>
#include <utility>

#include "player/libav.h"

namespace cliffhanger {
namespace {

AVPixelFormat format_of(PixelLayout layout) {
    switch (layout) {
        case PixelLayout::I420:
            return AV_PIX_FMT_YUV420P;
        case PixelLayout::I422:
            return AV_PIX_FMT_YUV422P;
        case PixelLayout::I444:
            return AV_PIX_FMT_YUV444P;
        case PixelLayout::NV12:
            return AV_PIX_FMT_NV12;
        case PixelLayout::I010:
            return AV_PIX_FMT_YUV420P10LE;
        case PixelLayout::I210:
            return AV_PIX_FMT_YUV422P10LE;
        case PixelLayout::Argb:
            return AV_PIX_FMT_BGRA;
    }
    return AV_PIX_FMT_NONE;
}

int coefficients_of(ColorMatrix matrix) {
    if (matrix == ColorMatrix::Bt601) return SWS_CS_ITU601;
    return matrix == ColorMatrix::Bt2020 ? SWS_CS_BT2020 : SWS_CS_ITU709;
}

Result<AvFramePtr> scale(const VideoFrame& from, int width, int height) {
    const SwsContextPtr scaler(sws_getContext(from.width, from.height, format_of(from.layout), width, height,
                                              AV_PIX_FMT_RGB32, SWS_AREA, nullptr, nullptr, nullptr));
    AvFramePtr scaled = make_av_frame();
    if (!scaler) return fail(ErrorKind::Unsupported, "The picture's colours cannot be converted");
    if (from.layout != PixelLayout::Argb) {
        const int full = from.range == ColorRange::Full ? 1 : 0;
        sws_setColorspaceDetails(scaler.get(), sws_getCoefficients(coefficients_of(from.matrix)), full,
                                 sws_getCoefficients(SWS_CS_ITU709), 1, 0, 1 << 16, 1 << 16);
    }
    scaled->width = width;
    scaled->height = height;
    scaled->format = AV_PIX_FMT_RGB32;
    if (av_frame_get_buffer(scaled.get(), 0) < 0) return fail(ErrorKind::Internal, "Out of memory");
    if (sws_scale(scaler.get(), from.planes.data(), from.strides.data(), 0, from.height, scaled->data,
                  scaled->linesize) <= 0)
        return fail(ErrorKind::Corrupted, "The picture cannot be scaled");
    return scaled;
}

}  // namespace

Result<Image> make_thumbnail(const VideoFrame& frame, int max_side) {
    const double wide = frame.display_width(), high = frame.display_height();
    if (frame.width <= 0 || frame.height <= 0 || !(wide > 0) || !(high > 0))
        return fail(ErrorKind::Corrupted, "The picture has no size");
    const double factor = std::min(1.0, max_side / std::max(wide, high));
    const auto side = [&](double length) {
        return std::clamp(static_cast<int>(std::lround(length * factor)), 1, max_side);
    };
    Image image{side(wide), side(high), {}};
    const bool on_its_side = frame.rotation % 180 != 0;
    const int width = on_its_side ? image.height : image.width, height = on_its_side ? image.width : image.height;
    const auto scaled = scale(frame, width, height);
    if (!scaled) return tl::unexpected(scaled.error());
    image.argb.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
    const auto pixel = [&](int x, int y) {
        const std::uint8_t* row = (*scaled)->data[0] + static_cast<std::ptrdiff_t>(y) * (*scaled)->linesize[0];
        return reinterpret_cast<const std::uint32_t*>(row)[frame.mirrored ? width - 1 - x : x];
    };
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            // Where the turned picture's pixel lies in the stored one.
            int from_x = x, from_y = y;
            if (frame.rotation == 90) from_x = y, from_y = height - 1 - x;
            if (frame.rotation == 180) from_x = width - 1 - x, from_y = height - 1 - y;
            if (frame.rotation == 270) from_x = width - 1 - y, from_y = x;
            image.argb[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                       static_cast<std::size_t>(x)] = pixel(from_x, from_y);
        }
    }
    return image;
}

}  // namespace cliffhanger
