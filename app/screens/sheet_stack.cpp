#include "app/screens/sheet_stack.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kOpen = 300ms, kClose = 200ms;
constexpr float kSideWidthDp = 360, kPopoverWidthDp = 320, kCenterWidthDp = 560, kTvEdgeDp = 28;
constexpr float kBottomShare = 0.92f;

}  // namespace

void SheetStack::open(Microseconds now, SheetKind kind, bool reduced_motion) {
    if (kind_ != kind) travel_.set(0);
    kind_ = kind;
    open_ = true;
    reduced_ = reduced_motion;
    dragged_ = 0;
    travel_.go(now, 1, reduced_ ? kOpen / 2 : kOpen, Easing::EmphasizedDecelerate);
}

void SheetStack::close(Microseconds now) {
    if (!open_) return;
    open_ = false;
    travel_.go(now, 0, reduced_ ? kClose / 2 : kClose, Easing::EmphasizedAccelerate);
}

void SheetStack::update(Microseconds now) {
    if (!open_ && kind_ != SheetKind::None && !travel_.running(now)) {
        kind_ = SheetKind::None;
        dragged_ = 0;
    }
}

SheetPlace SheetStack::place(WindowClass window) const {
    if (kind_ == SheetKind::Shortcuts) return SheetPlace::Center;
    if (window == WindowClass::Portrait || window == WindowClass::Mini) return SheetPlace::Bottom;
    const bool popover = kind_ == SheetKind::Options && window != WindowClass::Tv;
    return popover ? SheetPlace::Popover : SheetPlace::Side;
}

Rect SheetStack::rect(const StageLayout& layout, float content_height, Microseconds now) const {
    const Metrics& m = layout.metrics;
    const Rect window = m.window_rect();
    const float hidden = reduced_ ? 0 : 1 - static_cast<float>(travel_.value(now));
    Rect rect;
    switch (place(m.window_class)) {
        case SheetPlace::Bottom: {
            const float height = std::round(std::min(content_height, window.h * kBottomShare));
            rect = {0, window.h - height + hidden * height + dragged_, window.w, height};
            break;
        }
        case SheetPlace::Side: {
            // On a television set its margin ends where the picture is sure to be seen.
            const float edge = m.tv() ? m.dp(kTvEdgeDp) : 0;
            const float width = std::min(m.dp(kSideWidthDp) + edge, window.w - m.dp(48));
            rect = {window.w - width + hidden * width, 0, width, window.h};
            break;
        }
        case SheetPlace::Popover: {
            // Below the stage's top bar, at its end; kept inside the window.
            const Rect stage = mirrored_in(layout.stage, window, m.rtl);
            const float width = std::min(m.dp(kPopoverWidthDp), window.w - m.dp(32));
            const float top = stage.y + m.sdp(56), height = std::min(content_height, window.h - top - m.dp(16));
            const float x = std::max(m.dp(16), stage.right() - width - m.dp(8));
            rect = {x, top - hidden * m.dp(8), width, height};
            break;
        }
        case SheetPlace::Center: {
            const float width = std::min(m.dp(kCenterWidthDp), window.w - m.dp(32));
            const float height = std::min(content_height, window.h - m.dp(32));
            rect = {(window.w - width) / 2, (window.h - height) / 2 + hidden * m.dp(16), width, height};
            break;
        }
    }
    return rounded(mirrored_in(rect, window, m.rtl));
}

float SheetStack::opacity(Microseconds now) const { return static_cast<float>(travel_.value(now)); }

void SheetStack::release(Microseconds now, float velocity, float px_per_dp) {
    if (dragged_ > 96 * px_per_dp || velocity > 500 * px_per_dp) {
        close(now);
        return;
    }
    dragged_ = 0;
}

}  // namespace cliffhanger
