// Small blurred copies of frames and stills: the ambient around the stage, placeholders, what lies behind a lock.
// Pure; any thread. About 0.2 ms each.
#pragma once

#include "player/images/image.h"
#include "player/video_frame.h"

namespace cliffhanger {

struct SoftLook {
    int width = 48, height = 86;
    int blur = 4;             ///< radius in its own pixels
    float brightness = 1.0f;  ///< 0.3 = dimmed by 70 %
    int enlarge = 1;          ///< finer by this factor and dithered, so that dark gradients show no steps
};

ImagePtr soften(const VideoFrame& frame, const SoftLook& look);
ImagePtr soften(const Image& image, const SoftLook& look);
/// From `top` down to a darker shade of it; for pages of which nothing is known but a colour.
ImagePtr vertical_gradient(std::uint32_t top_argb, std::uint32_t bottom_argb);

}  // namespace cliffhanger
