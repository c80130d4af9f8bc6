#include "app/ui/focus_ring.h"

#include <algorithm>

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

Rect grown(const Rect& rect, float by) {
    return {rect.center().x - rect.w * by / 2, rect.center().y - rect.h * by / 2, rect.w * by, rect.h * by};
}

}  // namespace

Rect FocusRing::shown(Microseconds now) const {
    const auto t = static_cast<float>(glide_.value(now));
    const auto mix = [&](float a, float b) { return a + (b - a) * t; };
    return {mix(from_.x, to_.x), mix(from_.y, to_.y), mix(from_.w, to_.w), mix(from_.h, to_.h)};
}

void FocusRing::draw(Frame& frame, const FrameRecord& record, bool reduced_motion) {
    const Target* target = frame.interaction.focus_visible ? record.find(frame.interaction.focused) : nullptr;
    if (!target || target->rect.empty()) {
        id_.clear();
        return;
    }
    if (target->id != id_) {
        from_ = id_.empty() || reduced_motion ? target->focus_rect : shown(frame.now);
        glide_.set(0);
        glide_.go(frame.now, 1, frame.metrics.tv() ? 160ms : 200ms, Easing::Standard);
        id_ = target->id;
    }
    to_ = grown(target->focus_rect, target->grown);
    const float ring = std::max(2.0f, frame.metrics.dp(2)), gap = frame.metrics.dp(2);
    const Rect around = rounded(shown(frame.now));
    const float radius = target->focus_radius + gap;
    frame.canvas.stroke_rounded(around.inset(-gap - 2 * ring), radius + 2 * ring, ring, frame.theme.focus_halo);
    frame.canvas.stroke_rounded(around.inset(-gap - ring), radius + ring, ring, frame.theme.focus);
}

}  // namespace cliffhanger
