#include "app/kiosk/corner_hold.h"

#include <algorithm>

namespace cliffhanger {
namespace {

constexpr std::int64_t kMouse = -1;

}  // namespace

void CornerHold::handle(const InputEvent& event, const Rect& corner) {
    PressType type = PressType::Move;
    std::int64_t finger = kMouse;
    Point at;
    if (const auto* touch = std::get_if<TouchEvent>(&event.what)) {
        type = touch->type, finger = touch->finger, at = touch->position;
    } else if (const auto* mouse = std::get_if<MouseEvent>(&event.what)) {
        type = mouse->type, at = mouse->position;
    } else {
        return;
    }
    // Some systems tell of a finger as of a mouse, too.
    if (since_ && (finger == kMouse) != (finger_ == kMouse)) return;
    const bool inside = corner.contains(at);
    if (type == PressType::Down) {
        // A second finger anywhere ends it: that is a hand that leans on the screen.
        if (since_ || !inside) return since_.reset();
        since_ = event.time;
        finger_ = finger;
        return;
    }
    if (since_ && finger == finger_ && (type == PressType::Up || !inside)) since_.reset();
}

bool CornerHold::take(Microseconds now) {
    if (!since_ || now - *since_ < kTime) return false;
    since_.reset();
    return true;
}

double CornerHold::progress(Microseconds now) const {
    if (!since_) return 0;
    return std::clamp(static_cast<double>((now - *since_).count()) / static_cast<double>(kTime.count()), 0.0, 1.0);
}

std::optional<Microseconds> CornerHold::next_change() const {
    return since_ ? std::optional(*since_ + kTime) : std::nullopt;
}

}  // namespace cliffhanger
