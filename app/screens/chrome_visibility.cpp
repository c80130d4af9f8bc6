#include "app/screens/chrome_visibility.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kAfterMouse = 3s, kAfterTouch = 4s;
constexpr Microseconds kFadeIn = 150ms, kFadeOut = 250ms;

}  // namespace

void ChromeVisibility::poke(Microseconds now, Cause cause) {
    patience_ = cause == Cause::Mouse ? kAfterMouse : kAfterTouch;
    hide_at_ = now + patience_;
    started_ = true;
    set(now, true);
}

void ChromeVisibility::hide(Microseconds now) { set(now, false); }

void ChromeVisibility::toggle(Microseconds now, Cause cause) { shown_ ? hide(now) : poke(now, cause); }

void ChromeVisibility::update(Microseconds now, bool held) {
    if (!started_) poke(now, Cause::Touch);
    held_ = held;
    if (held) {
        // Its time begins when nothing holds it any more.
        if (shown_) hide_at_ = now + patience_;
        return;
    }
    if (shown_ && now >= hide_at_) set(now, false);
}

std::optional<Microseconds> ChromeVisibility::next_change() const {
    if (!shown_ || held_ || !started_) return std::nullopt;
    return hide_at_;
}

void ChromeVisibility::set(Microseconds now, bool shown) {
    shown_ = shown;
    fade_.go(now, shown ? 1 : 0, shown ? kFadeIn : kFadeOut, shown ? Easing::Decelerate : Easing::Accelerate);
}

}  // namespace cliffhanger
