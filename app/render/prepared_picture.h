// A video frame or a still at its size on the screen, ready to be converted into ARGB anywhere on it. Keeps what it
// points into alive. Main thread only; the work is libyuv's.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "app/geometry.h"
#include "app/render/int_rect.h"
#include "player/images/image.h"
#include "player/video_frame.h"

namespace libyuv {
struct YuvConstants;
}

namespace cliffhanger {

class PreparedPicture {
 public:
    using Bytes = std::vector<std::uint8_t>;

    /// Scales, mirrors and turns `frame` to `size`. Only `wanted` of the result is needed, and more may be prepared.
    /// `reuse` gives the buffers of an older picture back.
    static PreparedPicture from_frame(const VideoFramePtr& frame, Size size, const IntRect& wanted,
                                      PreparedPicture&& reuse);
    static PreparedPicture from_image(const ImagePtr& image, Size size, const IntRect& wanted, PreparedPicture&& reuse);

    /// The part that is prepared, in the picture's coordinates at its size.
    const IntRect& area() const { return area_; }
    /// Writes `part` of the picture (within area()) as opaque ARGB.
    void convert(const IntRect& part, std::uint8_t* argb, int stride) const;

 private:
    enum class Layout { Yuv420, Yuv422, Yuv444, Nv12, Argb };
    struct Plane {
        const std::uint8_t* data = nullptr;
        int stride = 0, width = 0, height = 0;
    };

    std::uint8_t* buffer(int stride, int height);
    void take_planes(const VideoFrame& frame);
    void reduce_depth();
    void split_chroma();
    Size crop_source(Size size, const IntRect& wanted);
    void scale_planes(Size size);
    void scale_plane(Plane& plane, int width, int height);
    void turn_plane(Plane& plane, const VideoFrame& frame);
    void prepare_argb(const VideoFrame& frame, Size size);
    void map_colors(const ColorCube& table, Size size);
    void turn_argb(const VideoFrame& frame);
    void convert_aligned(const IntRect& part, std::uint8_t* argb, int stride) const;

    Layout layout_ = Layout::Argb;
    int bytes_ = 1;  // of a sample, in ARGB of a pixel
    std::array<Plane, 3> planes_;
    IntRect area_;
    const libyuv::YuvConstants* constants_ = nullptr;
    std::vector<Bytes> buffers_;
    std::size_t next_buffer_ = 0;
    VideoFramePtr frame_;
    ImagePtr image_;
};

}  // namespace cliffhanger
