// A small still of a decoded picture, upright and with square pixels. Pure; any thread. About 2 ms for 1080p.
#pragma once

#include "net/result.h"
#include "player/images/image.h"
#include "player/video_frame.h"

namespace cliffhanger {

/// Neither side exceeds `max_side`; never larger than the picture.
[[nodiscard]] Result<Image> make_thumbnail(const VideoFrame& frame, int max_side);

}  // namespace cliffhanger
