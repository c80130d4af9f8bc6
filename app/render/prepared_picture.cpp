#include "app/render/prepared_picture.h"

#include <libyuv.h>

#include <algorithm>
#include <cmath>

#include "app/render/yuv_constants.h"
#include "player/color_cube.h"

namespace cliffhanger {
namespace {

/// Cropping pays from here on; below it a whole picture, which can be moved without being prepared again, is better.
constexpr double kCropBelow = 0.8;
constexpr int kTenBitScale = 16384;  ///< libyuv's factor from 10 to 8 bits

int half(int value) { return (value + 1) / 2; }

int aligned(int value) { return (value + 63) & ~63; }

libyuv::FilterMode filter_for(int from_width, int from_height, int width, int height) {
    return width < from_width || height < from_height ? libyuv::kFilterBox : libyuv::kFilterBilinear;
}

}  // namespace

std::uint8_t* PreparedPicture::buffer(int stride, int height) {
    if (next_buffer_ == buffers_.size()) buffers_.emplace_back();
    Bytes& bytes = buffers_[next_buffer_++];
    const auto size = static_cast<std::size_t>(stride) * static_cast<std::size_t>(height);
    if (bytes.size() < size) bytes.resize(size);
    return bytes.data();
}

void PreparedPicture::take_planes(const VideoFrame& frame) {
    switch (frame.layout) {
        case PixelLayout::I420:
        case PixelLayout::I010:
            layout_ = Layout::Yuv420;
            break;
        case PixelLayout::I422:
        case PixelLayout::I210:
            layout_ = Layout::Yuv422;
            break;
        case PixelLayout::I444:
            layout_ = Layout::Yuv444;
            break;
        case PixelLayout::NV12:
            layout_ = Layout::Nv12;
            break;
        case PixelLayout::Argb:
            layout_ = Layout::Argb;
            break;
    }
    const bool ten_bit = frame.layout == PixelLayout::I010 || frame.layout == PixelLayout::I210;
    bytes_ = layout_ == Layout::Argb ? 4 : ten_bit ? 2 : 1;
    const int chroma_width = layout_ == Layout::Yuv444 ? frame.width : half(frame.width);
    const int chroma_height = layout_ == Layout::Yuv420 || layout_ == Layout::Nv12 ? half(frame.height) : frame.height;
    for (std::size_t i = 0; i < 3; ++i) {
        planes_[i] = {frame.planes[i], frame.strides[i], i == 0 ? frame.width : chroma_width,
                      i == 0 ? frame.height : chroma_height};
    }
    constants_ = &yuv_constants(frame.matrix, frame.range);
}

void PreparedPicture::reduce_depth() {
    bytes_ = 1;
    for (Plane& plane : planes_) {
        const int stride = aligned(plane.width);
        std::uint8_t* to = buffer(stride, plane.height);
        libyuv::Convert16To8Plane(reinterpret_cast<const std::uint16_t*>(plane.data), plane.stride / 2, to, stride,
                                  kTenBitScale, plane.width, plane.height);
        plane.data = to;
        plane.stride = stride;
    }
}

void PreparedPicture::split_chroma() {
    const Plane& chroma = planes_[1];
    const int stride = aligned(chroma.width);
    std::uint8_t* u = buffer(stride, chroma.height);
    std::uint8_t* v = buffer(stride, chroma.height);
    libyuv::SplitUVPlane(chroma.data, chroma.stride, u, stride, v, stride, chroma.width, chroma.height);
    planes_[2] = {v, stride, chroma.width, chroma.height};
    planes_[1] = {u, stride, chroma.width, chroma.height};
    layout_ = Layout::Yuv420;
}

/// Narrows the source planes to what `wanted` needs and sets area_; returns the size that the rest scales to.
Size PreparedPicture::crop_source(Size size, const IntRect& wanted) {
    area_ = {0, 0, size.width, size.height};
    const auto crop_axis = [](int length, int from, int to, int source, int& source_from, int& source_to, int& start,
                              int& end) {
        if (to - from >= kCropBelow * length) return;
        const double scale = static_cast<double>(source) / length;
        source_from = std::max(0, static_cast<int>(from * scale) - 2) & ~1;
        source_to = std::min(source, (static_cast<int>(std::ceil(to * scale)) + 3) & ~1);
        start = static_cast<int>(std::lround(source_from / scale));
        end = std::min(length, static_cast<int>(std::lround(source_to / scale)));
    };
    int x0 = 0, x1 = planes_[0].width, y0 = 0, y1 = planes_[0].height;
    int left = 0, right = size.width, top = 0, bottom = size.height;
    crop_axis(size.width, wanted.x, wanted.right(), planes_[0].width, x0, x1, left, right);
    crop_axis(size.height, wanted.y, wanted.bottom(), planes_[0].height, y0, y1, top, bottom);
    area_ = {left, top, right - left, bottom - top};
    const int luma_width = planes_[0].width, luma_height = planes_[0].height;
    for (Plane& plane : planes_) {
        if (plane.data == nullptr) continue;
        const int sub_x = plane.width < luma_width ? 2 : 1, sub_y = plane.height < luma_height ? 2 : 1;
        plane.data += static_cast<std::ptrdiff_t>(y0 / sub_y) * plane.stride + x0 / sub_x * bytes_;
        plane.width = std::min(plane.width - x0 / sub_x, (x1 - x0 + sub_x - 1) / sub_x);
        plane.height = std::min(plane.height - y0 / sub_y, (y1 - y0 + sub_y - 1) / sub_y);
    }
    return {area_.w, area_.h};
}

void PreparedPicture::scale_plane(Plane& plane, int width, int height) {
    if (plane.width == width && plane.height == height) return;
    const int stride = aligned(width);
    std::uint8_t* to = buffer(stride, height);
    libyuv::ScalePlane(plane.data, plane.stride, plane.width, plane.height, to, stride, width, height,
                       filter_for(plane.width, plane.height, width, height));
    plane = {to, stride, width, height};
}

void PreparedPicture::scale_planes(Size size) {
    // At 2:1 (and for formats with more chroma) the chroma planes have or get the full size; else they stay subsampled.
    const bool full_chroma =
        layout_ != Layout::Yuv420 || (planes_[1].width == size.width && planes_[1].height == size.height);
    scale_plane(planes_[0], size.width, size.height);
    for (std::size_t i = 1; i < 3; ++i) {
        scale_plane(planes_[i], full_chroma ? size.width : half(size.width),
                    full_chroma ? size.height : half(size.height));
    }
    layout_ = full_chroma ? Layout::Yuv444 : Layout::Yuv420;
}

void PreparedPicture::turn_plane(Plane& plane, const VideoFrame& frame) {
    if (frame.mirrored) {
        const int stride = aligned(plane.width);
        std::uint8_t* to = buffer(stride, plane.height);
        libyuv::MirrorPlane(plane.data, plane.stride, to, stride, plane.width, plane.height);
        plane.data = to;
        plane.stride = stride;
    }
    if (frame.rotation == 0) return;
    const bool sideways = frame.rotation % 180 != 0;
    const int width = sideways ? plane.height : plane.width, height = sideways ? plane.width : plane.height;
    const int stride = aligned(width);
    std::uint8_t* to = buffer(stride, height);
    libyuv::RotatePlane(plane.data, plane.stride, to, stride, plane.width, plane.height,
                        static_cast<libyuv::RotationMode>(frame.rotation));
    plane = {to, stride, width, height};
}

void PreparedPicture::prepare_argb(const VideoFrame& frame, Size size) {
    Plane plane = planes_[0];
    const auto step = [&](int width, int height, auto&& work) {
        const int stride = aligned(width * 4);
        std::uint8_t* to = buffer(stride, height);
        work(to, stride);
        plane = {to, stride, width, height};
    };
    if (plane.width != size.width || plane.height != size.height) {
        step(size.width, size.height, [&](std::uint8_t* to, int stride) {
            libyuv::ARGBScale(plane.data, plane.stride, plane.width, plane.height, to, stride, size.width, size.height,
                              filter_for(plane.width, plane.height, size.width, size.height));
        });
    }
    step(plane.width, plane.height, [&](std::uint8_t* to, int stride) {
        libyuv::ARGBAttenuate(plane.data, plane.stride, to, stride, plane.width, plane.height);
    });
    planes_[0] = plane;
    turn_argb(frame);
}

/// Scales the samples of 10 bits, all planes to the same size, and looks their colours up there.
void PreparedPicture::map_colors(const ColorCube& table, Size size) {
    for (Plane& plane : planes_) {
        if (plane.width == size.width && plane.height == size.height) continue;
        const int stride = aligned(size.width * 2);
        std::uint8_t* to = buffer(stride, size.height);
        libyuv::ScalePlane_16(reinterpret_cast<const std::uint16_t*>(plane.data), plane.stride / 2, plane.width,
                              plane.height, reinterpret_cast<std::uint16_t*>(to), stride / 2, size.width, size.height,
                              filter_for(plane.width, plane.height, size.width, size.height));
        plane = {to, stride, size.width, size.height};
    }
    const int stride = aligned(size.width * 4);
    std::uint8_t* to = buffer(stride, size.height);
    for (int y = 0; y < size.height; ++y) {
        const auto row = [&](std::size_t i) {
            return reinterpret_cast<const std::uint16_t*>(planes_[i].data +
                                                          static_cast<std::ptrdiff_t>(y) * planes_[i].stride);
        };
        table.map_row(row(0), row(1), row(2), to + static_cast<std::ptrdiff_t>(y) * stride, size.width, y);
    }
    planes_ = {Plane{to, stride, size.width, size.height}, Plane{}, Plane{}};
    layout_ = Layout::Argb;
    bytes_ = 4;
}

void PreparedPicture::turn_argb(const VideoFrame& frame) {
    Plane plane = planes_[0];
    const auto step = [&](int width, int height, auto&& work) {
        const int stride = aligned(width * 4);
        std::uint8_t* to = buffer(stride, height);
        work(to, stride);
        plane = {to, stride, width, height};
    };
    if (frame.mirrored) {
        step(plane.width, plane.height, [&](std::uint8_t* to, int stride) {
            libyuv::ARGBMirror(plane.data, plane.stride, to, stride, plane.width, plane.height);
        });
    }
    if (frame.rotation != 0) {
        const bool sideways = frame.rotation % 180 != 0;
        step(sideways ? plane.height : plane.width, sideways ? plane.width : plane.height,
             [&](std::uint8_t* to, int stride) {
                 libyuv::ARGBRotate(plane.data, plane.stride, to, stride, plane.width, plane.height,
                                    static_cast<libyuv::RotationMode>(frame.rotation));
             });
    }
    planes_[0] = plane;
}

PreparedPicture PreparedPicture::from_frame(const VideoFramePtr& frame, Size size, const IntRect& wanted,
                                            PreparedPicture&& reuse) {
    PreparedPicture picture;
    picture.buffers_ = std::move(reuse.buffers_);
    picture.frame_ = frame;
    picture.take_planes(*frame);
    picture.area_ = {0, 0, size.width, size.height};
    const bool turned = frame->rotation != 0 || frame->mirrored;
    const Size unturned = frame->rotation % 180 != 0 ? Size{size.height, size.width} : size;
    if (picture.layout_ == Layout::Argb) {
        picture.prepare_argb(*frame, turned ? unturned : picture.crop_source(size, wanted));
        return picture;
    }
    if (frame->sdr_table && picture.bytes_ == 2) {
        picture.map_colors(*frame->sdr_table, turned ? unturned : picture.crop_source(size, wanted));
        picture.turn_argb(*frame);
        return picture;
    }
    if (picture.bytes_ == 2) picture.reduce_depth();
    if (!turned && frame->width == size.width && frame->height == size.height) return picture;
    if (picture.layout_ == Layout::Nv12) picture.split_chroma();
    if (!turned) {
        picture.scale_planes(picture.crop_source(size, wanted));
        return picture;
    }
    picture.scale_planes(unturned);
    for (Plane& plane : picture.planes_) picture.turn_plane(plane, *frame);
    return picture;
}

PreparedPicture PreparedPicture::from_image(const ImagePtr& image, Size size, const IntRect& wanted,
                                            PreparedPicture&& reuse) {
    PreparedPicture picture;
    picture.buffers_ = std::move(reuse.buffers_);
    picture.image_ = image;
    picture.layout_ = Layout::Argb;
    picture.planes_[0] = {reinterpret_cast<const std::uint8_t*>(image->argb.data()), image->width * 4, image->width,
                          image->height};
    // A small picture enlarged (the ambient) must not shift with what is wanted of it, so libyuv's own clipping is
    // used.
    IntRect area{0, 0, size.width, size.height};
    if (wanted.w < kCropBelow * size.width) area.x = wanted.x, area.w = wanted.w;
    if (wanted.h < kCropBelow * size.height) area.y = wanted.y, area.h = wanted.h;
    const int stride = aligned(area.w * 4);
    std::uint8_t* to = picture.buffer(stride, area.h);
    libyuv::ARGBScaleClip(picture.planes_[0].data, picture.planes_[0].stride, image->width, image->height,
                          to - static_cast<std::ptrdiff_t>(area.y) * stride - static_cast<std::ptrdiff_t>(area.x) * 4,
                          stride, size.width, size.height, area.x, area.y, area.w, area.h,
                          filter_for(image->width, image->height, size.width, size.height));
    libyuv::ARGBAttenuate(to, stride, to, stride, area.w, area.h);
    picture.planes_[0] = {to, stride, area.w, area.h};
    picture.area_ = area;
    return picture;
}

void PreparedPicture::convert(const IntRect& part, std::uint8_t* argb, int stride) const {
    const IntRect inner = part.moved(-area_.x, -area_.y);
    const bool pairs_x = layout_ != Layout::Yuv444 && layout_ != Layout::Argb;
    const bool pairs_y = layout_ == Layout::Yuv420 || layout_ == Layout::Nv12;
    // Chroma samples belong to pairs of columns and rows: an odd first one is converted by itself.
    const int odd_x = pairs_x && inner.x % 2 != 0 ? 1 : 0, odd_y = pairs_y && inner.y % 2 != 0 ? 1 : 0;
    const auto piece = [&](int x, int y, int w, int h) {
        if (w <= 0 || h <= 0) return;
        convert_aligned({inner.x + x, inner.y + y, w, h}, argb + static_cast<std::ptrdiff_t>(y) * stride + x * 4,
                        stride);
    };
    const int first_w = std::min(odd_x, inner.w), first_h = std::min(odd_y, inner.h);
    piece(0, 0, first_w, first_h);
    piece(first_w, 0, inner.w - first_w, first_h);
    piece(0, first_h, first_w, inner.h - first_h);
    piece(first_w, first_h, inner.w - first_w, inner.h - first_h);
}

void PreparedPicture::convert_aligned(const IntRect& part, std::uint8_t* argb, int stride) const {
    const auto at = [&](std::size_t index, int x, int y) {
        return planes_[index].data + static_cast<std::ptrdiff_t>(y) * planes_[index].stride + x;
    };
    const int x = part.x, y = part.y, w = part.w, h = part.h;
    const int ys = planes_[0].stride, us = planes_[1].stride, vs = planes_[2].stride;
    switch (layout_) {
        case Layout::Yuv420:
            libyuv::I420ToARGBMatrix(at(0, x, y), ys, at(1, x / 2, y / 2), us, at(2, x / 2, y / 2), vs, argb, stride,
                                     constants_, w, h);
            break;
        case Layout::Yuv422:
            libyuv::I422ToARGBMatrix(at(0, x, y), ys, at(1, x / 2, y), us, at(2, x / 2, y), vs, argb, stride,
                                     constants_, w, h);
            break;
        case Layout::Yuv444:
            libyuv::I444ToARGBMatrix(at(0, x, y), ys, at(1, x, y), us, at(2, x, y), vs, argb, stride, constants_, w, h);
            break;
        case Layout::Nv12:
            libyuv::NV12ToARGBMatrix(at(0, x, y), ys, at(1, x / 2 * 2, y / 2), us, argb, stride, constants_, w, h);
            break;
        case Layout::Argb:
            libyuv::CopyPlane(at(0, x * 4, y), ys, argb, stride, w * 4, h);
            break;
    }
}

}  // namespace cliffhanger
