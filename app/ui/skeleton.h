// Empty shapes where something will be, with a shimmer. Pure drawing.
#pragma once

#include "app/ui/frame.h"

namespace cliffhanger {

/// 0..1 of the shimmer, which turns once in 1.4 s; 0 with reduced motion.
float skeleton_glow(Microseconds shown_for, bool reduced_motion);
/// `rect` is mirrored by the caller.
void draw_skeleton_block(Frame& frame, const Rect& rect, float radius, float glow);

}  // namespace cliffhanger
