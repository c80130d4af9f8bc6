// Where Home's parts will lie, as empty shapes: what is shown while the feed is read, so that nothing jumps when it is
// there.
#pragma once

#include "app/ui/frame.h"

namespace cliffhanger {

/// `area`: what Home gets. `glow`: 0..1 of the shimmer.
void draw_home_skeleton(Frame& frame, const Rect& area, float glow);

}  // namespace cliffhanger
