#include "app/input/wheel_map.h"

#include <cmath>

namespace cliffhanger {

namespace {

constexpr Microseconds kForget = std::chrono::milliseconds{400};

}  // namespace

WheelMeaning wheel_meaning(const WheelEvent& event) {
    if (event.ctrl) return {WheelUse::Volume, event.y};
    const bool sideways = std::abs(event.x) > std::abs(event.y);
    if (sideways) return {WheelUse::Seek, event.x};
    if (event.shift) return {WheelUse::Seek, -event.y};
    return {WheelUse::Page, -event.y};
}

int NotchCounter::feed(Microseconds now, double notches) {
    if (now - last_ > kForget || pending_ * notches < 0) pending_ = 0;
    last_ = now;
    pending_ += notches;
    const int whole = static_cast<int>(pending_);
    pending_ -= whole;
    return whole;
}

}  // namespace cliffhanger
