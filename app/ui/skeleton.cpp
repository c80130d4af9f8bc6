#include "app/ui/skeleton.h"

#include <cmath>
#include <numbers>

namespace cliffhanger {
namespace {

constexpr Microseconds kShimmer = std::chrono::milliseconds(1400);
constexpr float kBrightest = 0.08f;

}  // namespace

float skeleton_glow(Microseconds shown_for, bool reduced_motion) {
    if (reduced_motion) return 0;
    const double turns = static_cast<double>(shown_for.count()) / static_cast<double>(kShimmer.count());
    return static_cast<float>(0.5 - 0.5 * std::cos(turns * 2 * std::numbers::pi));
}

void draw_skeleton_block(Frame& frame, const Rect& rect, float radius, float glow) {
    const Rect block = rounded(rect);
    frame.canvas.fill_rounded(block, radius, frame.theme.surface2);
    if (glow > 0) frame.canvas.fill_rounded(block, radius, frame.theme.text_hi.with_alpha(kBrightest * glow));
}

}  // namespace cliffhanger
