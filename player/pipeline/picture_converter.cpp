#include "player/pipeline/picture_converter.h"

extern "C" {
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <cstring>

#include "player/pipeline/picture_properties.h"
#include "player/source/stream_info.h"

namespace cliffhanger {
namespace {

int swscale_matrix(ColorMatrix matrix) {
    switch (matrix) {
        case ColorMatrix::Bt601:
            return SWS_CS_ITU601;
        case ColorMatrix::Bt709:
            return SWS_CS_ITU709;
        case ColorMatrix::Bt2020:
            return SWS_CS_BT2020;
    }
    return SWS_CS_DEFAULT;
}

}  // namespace

PictureConverter::PictureConverter(const StreamInfo& stream)
    : rotation_(stream.rotation),
      pixel_aspect_num_(stream.pixel_aspect_num),
      pixel_aspect_den_(stream.pixel_aspect_den),
      mirrored_(stream.mirrored) {}

AvFramePtr PictureConverter::to_format(const AVFrame& frame, int format) {
    scaler_.reset(sws_getCachedContext(
        scaler_.release(), frame.width, frame.height, static_cast<AVPixelFormat>(frame.format), frame.width,
        frame.height, static_cast<AVPixelFormat>(format), SWS_BILINEAR | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
    if (!scaler_) return nullptr;
    const int* coefficients = sws_getCoefficients(swscale_matrix(matrix_of(frame)));
    // swscale takes grey for full range whatever it is told: saying so on both sides keeps the codes as they are.
    const int full = range_of(frame) == ColorRange::Full || is_gray(frame.format) ? 1 : 0;
    // Returns an error where there is nothing to set (RGB to RGB), which is no failure.
    (void)sws_setColorspaceDetails(scaler_.get(), coefficients, full, coefficients, full, 0, 1 << 16, 1 << 16);
    auto converted = make_av_frame();
    converted->format = format;
    converted->width = frame.width;
    converted->height = frame.height;
    if (av_frame_copy_props(converted.get(), &frame) < 0 || av_frame_get_buffer(converted.get(), 0) < 0) return nullptr;
    if (sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, converted->data, converted->linesize) <
        0) {
        return nullptr;
    }
    return converted;
}

void PictureConverter::describe_geometry(const AVFrame& frame, VideoFrame& picture) const {
    picture.pixel_aspect_num = pixel_aspect_num_;
    picture.pixel_aspect_den = pixel_aspect_den_;
    const AVRational aspect = frame.sample_aspect_ratio;
    // The container's word goes first; the bitstream speaks where the container is silent.
    if (pixel_aspect_num_ == pixel_aspect_den_ && aspect.num > 0 && aspect.den > 0) {
        picture.pixel_aspect_num = aspect.num;
        picture.pixel_aspect_den = aspect.den;
    }
    picture.rotation = rotation_;
    picture.mirrored = mirrored_;
    if (rotation_ != 0 || mirrored_) return;
    const AVFrameSideData* matrix = av_frame_get_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX);
    if (matrix == nullptr || matrix->size < 9 * sizeof(std::int32_t)) return;
    std::int32_t numbers[9];
    std::memcpy(numbers, matrix->data, sizeof numbers);
    apply_display_matrix(numbers, picture.rotation, picture.mirrored);
}

void PictureConverter::describe_colors(const AVFrame& frame, VideoFrame& picture) {
    picture.transfer = transfer_of(frame);
    auto hdr = hdr_picture_of(frame);
    if (!hdr) return;
    // Streams say once for which screen they were graded, not with every picture.
    if (hdr_ && hdr_->transfer == hdr->transfer && hdr->peak == kPqPeak) {
        hdr->peak = hdr_->peak;
        hdr->black = hdr_->black;
    }
    if (!table_ || hdr_ != hdr) table_ = sdr_table(*hdr);
    hdr_ = hdr;
    picture.sdr_table = table_;
}

std::shared_ptr<VideoFrame> PictureConverter::convert(AvFramePtr frame) {
    if (frame->width <= 0 || frame->height <= 0) return nullptr;
    const int format = hdr_picture_of(*frame) ? deep_format(frame->format) : nearest_format(frame->format);
    if (format != frame->format) {
        auto converted = to_format(*frame, format);
        if (!converted) return nullptr;
        converted->color_range = range_of(*frame) == ColorRange::Full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
        frame = std::move(converted);
    }
    auto picture = std::make_shared<VideoFrame>();
    picture->layout = *layout_of(frame->format);
    picture->matrix = matrix_of(*frame);
    picture->range = picture->layout == PixelLayout::Argb ? ColorRange::Full : range_of(*frame);
    describe_colors(*frame, *picture);
    picture->width = frame->width;
    picture->height = frame->height;
    for (std::size_t i = 0; i < picture->planes.size(); ++i) {
        picture->planes[i] = frame->data[i];
        picture->strides[i] = frame->linesize[i];
    }
    describe_geometry(*frame, *picture);
    picture->storage = std::shared_ptr<const AVFrame>(frame.release(), [](const AVFrame* owned) {
        auto* mutable_frame = const_cast<AVFrame*>(owned);
        av_frame_free(&mutable_frame);
    });
    return picture;
}

}  // namespace cliffhanger
