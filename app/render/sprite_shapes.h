// The shapes that sprites are baked from, as coverage masks computed from distances, so that their edges are smooth at
// any size. Pure.
#pragma once

#include <cstdint>
#include <vector>

namespace cliffhanger {

struct Mask {
    int width = 0, height = 0;
    std::vector<std::uint8_t> coverage;
};

Mask disc_mask(int diameter);
/// A ring that lies inside the disc.
Mask ring_mask(int diameter, float thickness);
/// Falls off smoothly to nothing at the edge.
Mask soft_disc_mask(int diameter);
/// An arc with round caps on a square of `size`; degrees, 0 = top, clockwise.
Mask arc_mask(int size, float radius, float thickness, float start, float sweep);
/// A rounded square of `side`, blurred: what it covers beyond its own edge is `margin` on each side.
Mask shadow_mask(int side, float radius, int margin);

/// Scrim opacities 0..1 at a distance in dp from the stage's edge (ui-spec, section 3).
float top_scrim_alpha(float dp_from_top);
float bottom_scrim_alpha(float dp_from_bottom);
inline constexpr float kTopScrimDp = 140;
inline constexpr float kBottomScrimDp = 360;

}  // namespace cliffhanger
