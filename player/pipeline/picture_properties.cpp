#include "player/pipeline/picture_properties.h"

extern "C" {
#include <libavutil/mastering_display_metadata.h>
#include <libavutil/pixdesc.h>
}

#include <algorithm>

#include "player/libav.h"
#include "player/pipeline/tone_curve.h"

namespace cliffhanger {
namespace {

constexpr int kFirstHdLong = 1280, kFirstHdShort = 577;

bool is_full_range_format(int format) {
    return format == AV_PIX_FMT_YUVJ420P || format == AV_PIX_FMT_YUVJ422P || format == AV_PIX_FMT_YUVJ444P ||
           format == AV_PIX_FMT_YUVJ440P || format == AV_PIX_FMT_YUVJ411P;
}

bool says_nothing(AVColorRange range) { return range != AVCOL_RANGE_MPEG && range != AVCOL_RANGE_JPEG; }

}  // namespace

std::optional<PixelLayout> layout_of(int av_pixel_format) noexcept {
    switch (av_pixel_format) {
        case AV_PIX_FMT_YUV420P:
        case AV_PIX_FMT_YUVJ420P:
            return PixelLayout::I420;
        case AV_PIX_FMT_YUV422P:
        case AV_PIX_FMT_YUVJ422P:
            return PixelLayout::I422;
        case AV_PIX_FMT_YUV444P:
        case AV_PIX_FMT_YUVJ444P:
            return PixelLayout::I444;
        case AV_PIX_FMT_NV12:
            return PixelLayout::NV12;
        case AV_PIX_FMT_YUV420P10LE:
            return PixelLayout::I010;
        case AV_PIX_FMT_YUV422P10LE:
            return PixelLayout::I210;
        case AV_PIX_FMT_BGRA:
            return PixelLayout::Argb;
        default:
            return std::nullopt;
    }
}

int deep_format(int av_pixel_format) noexcept {
    const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(av_pixel_format));
    const bool tall_chroma = format != nullptr && format->nb_components >= 3 && format->log2_chroma_h == 0;
    return tall_chroma ? AV_PIX_FMT_YUV422P10LE : AV_PIX_FMT_YUV420P10LE;
}

int nearest_format(int av_pixel_format) noexcept {
    // Full range is what the old names say, not another layout.
    if (layout_of(av_pixel_format)) return av_pixel_format;
    const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(av_pixel_format));
    if (format == nullptr) return AV_PIX_FMT_YUV420P;
    const bool rgb = (format->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
    const bool translucent = (format->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
    if (rgb || translucent) return AV_PIX_FMT_BGRA;
    const bool deep = format->comp[0].depth > 8;
    const bool fine_chroma = format->nb_components >= 3 && format->log2_chroma_w == 0 && format->log2_chroma_h == 0;
    const bool tall_chroma = format->nb_components >= 3 && format->log2_chroma_h == 0;
    if (deep) return tall_chroma ? AV_PIX_FMT_YUV422P10LE : AV_PIX_FMT_YUV420P10LE;
    if (fine_chroma) return AV_PIX_FMT_YUV444P;
    return tall_chroma ? AV_PIX_FMT_YUV422P : AV_PIX_FMT_YUV420P;
}

bool is_gray(int av_pixel_format) noexcept {
    const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(av_pixel_format));
    constexpr std::uint64_t kColored = AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_HWACCEL;
    return format != nullptr && format->nb_components <= 2 && (format->flags & kColored) == 0;
}

ColorMatrix usual_matrix(int width, int height) noexcept {
    const auto [shorter, longer] = std::minmax(width, height);
    return longer >= kFirstHdLong || shorter >= kFirstHdShort ? ColorMatrix::Bt709 : ColorMatrix::Bt601;
}

ColorMatrix matrix_of(const AVFrame& frame) noexcept {
    switch (frame.colorspace) {
        case AVCOL_SPC_BT709:
            return ColorMatrix::Bt709;
        case AVCOL_SPC_BT470BG:
        case AVCOL_SPC_SMPTE170M:
        case AVCOL_SPC_SMPTE240M:
        case AVCOL_SPC_FCC:
            return ColorMatrix::Bt601;
        case AVCOL_SPC_BT2020_NCL:
        case AVCOL_SPC_BT2020_CL:
            return ColorMatrix::Bt2020;
        default:
            break;
    }
    if (frame.color_primaries == AVCOL_PRI_BT2020 || transfer_of(frame) != ColorTransfer::Sdr)
        return ColorMatrix::Bt2020;
    return usual_matrix(frame.width, frame.height);
}

ColorRange range_of(const AVFrame& frame) noexcept {
    const bool full = frame.color_range == AVCOL_RANGE_JPEG || is_full_range_format(frame.format) ||
                      (is_gray(frame.format) && says_nothing(frame.color_range));
    return full ? ColorRange::Full : ColorRange::Limited;
}

ColorTransfer transfer_of(const AVFrame& frame) noexcept {
    if (frame.color_trc == AVCOL_TRC_SMPTE2084) return ColorTransfer::Pq;
    if (frame.color_trc == AVCOL_TRC_ARIB_STD_B67) return ColorTransfer::Hlg;
    return ColorTransfer::Sdr;
}

std::optional<HdrPicture> hdr_picture_of(const AVFrame& frame) noexcept {
    const ColorTransfer transfer = transfer_of(frame);
    if (transfer == ColorTransfer::Sdr && frame.color_primaries != AVCOL_PRI_BT2020) return std::nullopt;
    HdrPicture picture{matrix_of(frame), range_of(frame), transfer};
    const AVFrameSideData* data = av_frame_get_side_data(&frame, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA);
    if (transfer != ColorTransfer::Pq || data == nullptr) return picture;
    const auto& screen = *reinterpret_cast<const AVMasteringDisplayMetadata*>(data->data);
    if (screen.has_luminance == 0) return picture;
    const double peak = av_q2d(screen.max_luminance), black = av_q2d(screen.min_luminance);
    if (!(peak > kSdrWhite && peak <= kPqPeak && black >= 0 && black < 1)) return picture;
    picture.peak = static_cast<float>(peak);
    picture.black = static_cast<float>(black);
    return picture;
}

}  // namespace cliffhanger
