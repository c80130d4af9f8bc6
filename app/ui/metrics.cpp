#include "app/ui/metrics.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

constexpr float kBottomStackDp = 178;
constexpr float kBottomStackShare = 0.229f;

}  // namespace

WindowClass classify_window(float width_dp, float height_dp) {
    if (width_dp < 280 || height_dp < 400) return WindowClass::Mini;
    const float aspect = width_dp / height_dp;
    if (aspect <= 0.80f) return WindowClass::Portrait;
    if (aspect <= 1.20f) return WindowClass::Square;
    return WindowClass::Desktop;
}

float Metrics::dp(float value) const { return std::round(value * u); }

float Metrics::text_dp(float value) const { return std::round(value * u * std::max(1.0f, text)); }

float Metrics::sdp(float value) const { return std::round(value * u * c); }

float stage_factor(float stage_width_dp, float stage_height_dp) {
    const float by_width = std::clamp(stage_width_dp / 390.0f, 0.85f, 1.30f);
    const float by_height = stage_height_dp * kBottomStackShare / kBottomStackDp;
    return std::max(0.85f, std::min(by_width, by_height));
}

Rect mirrored_in(const Rect& rect, const Rect& within, bool rtl) {
    if (!rtl) return rect;
    return {within.x + within.right() - rect.right(), rect.y, rect.w, rect.h};
}

Rect rounded(const Rect& rect) {
    const float x = std::round(rect.x), y = std::round(rect.y);
    return {x, y, std::round(rect.right()) - x, std::round(rect.bottom()) - y};
}

}  // namespace cliffhanger
