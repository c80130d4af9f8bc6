#include "app/screens/stage_layout.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

constexpr double kStageAspect = 9.0 / 16.0;
constexpr double kCropTolerance = 1.12;
constexpr float kTabBarDp = 56, kTabBarIconDp = 34, kKioskBarDp = 20;
constexpr float kStageInsetDp = 16, kStageRadiusDp = 16, kPageGapDp = 16;
// On a television set: contents begin at 12 % of its width, which is the rail and the gutter behind it.
constexpr float kTvRailDp = 92, kTvGutterDp = 24, kTvPanelDp = 376, kTvGapDp = 24;

Rect fitted(double aspect, const Rect& area) {
    const double w = std::min<double>(area.w, area.h * aspect), h = w / aspect;
    return {area.x + static_cast<float>((area.w - w) / 2), area.y + static_cast<float>((area.h - h) / 2),
            static_cast<float>(w), static_cast<float>(h)};
}

float nav_rail_width(float width_dp, bool& labels) {
    labels = width_dp >= 1600;
    return labels ? 200 : 72;
}

float side_panel_width(float width_dp) {
    if (width_dp >= 1100) return 360;
    return width_dp >= 900 ? 320 : 0;
}

void lay_out_desktop(StageLayout& layout, Fullscreen fullscreen) {
    const Metrics& m = layout.metrics;
    const Rect window = m.window_rect();
    if (fullscreen == Fullscreen::On) return;
    const float nav = m.dp(nav_rail_width(m.width_dp(), layout.nav_labels));
    const float panel = m.dp(side_panel_width(m.width_dp()));
    layout.nav_rail = mirrored_in({0, 0, nav, window.h}, window, m.rtl);
    if (panel > 0) layout.side_panel = mirrored_in({window.w - panel, 0, panel, window.h}, window, m.rtl);
    layout.content = mirrored_in({nav, 0, window.w - nav - panel, window.h}, window, m.rtl);
}

/// The stage over the full height, and where it makes room for the panel at its end.
void lay_out_tv(StageLayout& layout, const LayoutRequest& request) {
    const Metrics& m = layout.metrics;
    const Rect window = m.window_rect(), safe = m.safe_rect();
    const float rail = m.dp(kTvRailDp);
    layout.tv_rail = mirrored_in({0, 0, rail, window.h}, window, m.rtl);
    // Its gutter ends with the safe area.
    const float content_w = safe.right() + m.dp(kTvGutterDp) - rail;
    layout.whole_content = mirrored_in({rail, safe.y, content_w, safe.h}, window, m.rtl);
    const float panel_w = m.dp(kTvPanelDp), gap = m.dp(kTvGapDp);
    const float beside = safe.right() - panel_w - gap;
    layout.tv_panel = mirrored_in({beside + gap, safe.y, panel_w, safe.h}, window, m.rtl);
    const Rect middle = rounded(fitted(kStageAspect, window));
    layout.stage = middle;
    layout.stage.x = std::round(middle.x + (std::max(0.0f, beside - middle.w) - middle.x) * request.opened);
    layout.stage = mirrored_in(layout.stage, window, m.rtl);
}

}  // namespace

LayoutScale scale_of(const LayoutRequest& request) {
    if (request.tv && !request.kiosk && tv_fits(request.window))
        return {tv_scale(request.window), request.text_scale * kTvText};
    return {request.px_per_dp > 0 ? request.px_per_dp : 1, request.text_scale};
}

StageLayout lay_out(const LayoutRequest& request) {
    StageLayout layout;
    Metrics& m = layout.metrics;
    m.window = request.window;
    const LayoutScale scale = scale_of(request);
    m.u = scale.px_per_dp;
    m.rtl = request.rtl;
    m.text = scale.text;
    m.window_class = classify_window(m.width_dp(), m.height_dp());
    if (request.tv && !request.kiosk && tv_fits(request.window)) m.window_class = WindowClass::Tv;
    m.kiosk = request.kiosk;
    if (m.kiosk && m.window_class == WindowClass::Desktop) m.window_class = WindowClass::Square;
    if (m.kiosk && m.window_class == WindowClass::Mini) m.window_class = WindowClass::Portrait;
    layout.content = m.window_rect();
    if (m.tv()) {
        lay_out_tv(layout, request);
        m.c = stage_factor(layout.stage.w / m.u, layout.stage.h / m.u);
        return layout;
    }
    if (m.window_class == WindowClass::Desktop) {
        lay_out_desktop(layout, request.fullscreen);
    } else if (request.bottom_bar == BottomBar::Tabs && m.window_class != WindowClass::Mini) {
        const float icons = m.kiosk ? kTabBarIconDp + kKioskBarDp : kTabBarIconDp;
        const float height = m.dp(icons) + m.text_dp(kTabBarDp - kTabBarIconDp);
        layout.content.h -= height;
        layout.tab_bar = {0, layout.content.h, layout.content.w, height};
    }
    layout.stage = layout.content;
    layout.whole_content = layout.content;
    if (!layout.side_panel.empty()) {
        layout.whole_content.x = std::min(layout.content.x, layout.side_panel.x);
        layout.whole_content.w += layout.side_panel.w;
    }
    if (m.window_class == WindowClass::Desktop || m.window_class == WindowClass::Square) {
        const float inset = m.dp(kStageInsetDp);
        const Rect area{layout.content.x, layout.content.y + inset, layout.content.w, layout.content.h - 2 * inset};
        layout.stage = rounded(fitted(kStageAspect, area));
        layout.radius = m.dp(kStageRadiusDp);
        layout.gap = m.dp(kPageGapDp);
    }
    m.c = stage_factor(layout.stage.w / m.u, layout.stage.h / m.u);
    return layout;
}

Rect place_picture(double width, double height, const Rect& stage, PictureFit fit) {
    if (width <= 0 || height <= 0 || stage.empty()) return stage;
    const double picture = width / height, shape = static_cast<double>(stage.w) / stage.h;
    const double difference = std::max(picture / shape, shape / picture);
    const bool cover = fit == PictureFit::Fill || difference <= kCropTolerance;
    const bool by_width = (picture < shape) == cover;
    const double w = by_width ? stage.w : stage.h * picture, h = by_width ? stage.w / picture : stage.h;
    return {static_cast<float>(stage.x + (stage.w - w) / 2), static_cast<float>(stage.y + (stage.h - h) / 2),
            static_cast<float>(w), static_cast<float>(h)};
}

bool leaves_bars(const Rect& picture, const Rect& stage) {
    return picture.w < stage.w - 0.5f || picture.h < stage.h - 0.5f;
}

}  // namespace cliffhanger
