#include "app/ui/metrics.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

constexpr float kBottomStackDp = 178;
constexpr float kBottomStackShare = 0.229f;
constexpr float kTvWidthDp = 960, kTvHeightDp = 540, kTvSideDp = 48, kTvTopDp = 27;

}  // namespace

WindowClass classify_window(float width_dp, float height_dp) {
    if (width_dp < 280 || height_dp < 400) return WindowClass::Mini;
    const float aspect = width_dp / height_dp;
    if (aspect <= 0.80f) return WindowClass::Portrait;
    if (aspect <= 1.20f) return WindowClass::Square;
    return WindowClass::Desktop;
}

Rect Metrics::safe_rect() const {
    const Rect all = window_rect();
    if (!tv()) return all;
    const float side = dp(kTvSideDp), top = dp(kTvTopDp);
    return {side, top, all.w - 2 * side, all.h - 2 * top};
}

float tv_scale(Size window) {
    return std::max(
        0.5f, std::min(static_cast<float>(window.width) / kTvWidthDp, static_cast<float>(window.height) / kTvHeightDp));
}

bool tv_fits(Size window) { return static_cast<float>(window.width) > 1.2f * static_cast<float>(window.height); }

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
