// One frame to present, back to front: a background colour, the pictures of the stage, the interface. Plain values.
#pragma once

#include <variant>
#include <vector>

#include "app/geometry.h"
#include "player/images/image.h"
#include "player/video_frame.h"

namespace cliffhanger {

/// A video frame or a still, scaled into `destination` and shown inside `clip` only.
struct StagePicture {
    std::variant<VideoFramePtr, ImagePtr> picture;
    Rect destination;  ///< the whole picture, after rotation and pixel aspect; may exceed the clip
    Rect clip;
    float corner_radius = 0;  ///< of the clip
    float opacity = 1.0f;
    bool smooth = true;  ///< false for the ambient: it is blurred already
};

struct Scene {
    Color background{11, 11, 15, 255};
    std::vector<StagePicture> pictures;
    Rect stage;  ///< what the black detector watches; empty = the last picture's clip
};

}  // namespace cliffhanger
