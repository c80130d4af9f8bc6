#include "player/pipeline/media_clock.h"

#include <algorithm>
#include <cstdlib>

namespace cliffhanger {
namespace {

// Beyond this the difference is seen and heard, so it ends at once.
constexpr MediaTime kJump = std::chrono::milliseconds(40);
// The jitter of a device's callbacks is averaged over about this long.
constexpr double kSettleUs = 200000;

MediaTime scaled(Microseconds wall, double rate) {
    return std::chrono::duration_cast<MediaTime>(
        std::chrono::duration<double, std::micro>(static_cast<double>(wall.count()) * rate));
}

}  // namespace

void MediaClock::set(MediaTime position, Microseconds now) noexcept {
    position_ = position;
    at_ = now;
}

void MediaClock::start(Microseconds now) noexcept {
    if (running_) return;
    at_ = now;
    running_ = true;
}

void MediaClock::stop(Microseconds now) noexcept {
    set(position(now), now);
    running_ = false;
}

void MediaClock::set_rate(double rate, Microseconds now) noexcept {
    set(position(now), std::max(now, at_));
    rate_ = rate;
}

void MediaClock::follow(MediaTime audible, Microseconds now) noexcept {
    if (!running_ || now <= at_) return;
    const MediaTime own = position(now);
    const MediaTime error = audible - own;
    const double share = std::min(1.0, static_cast<double>((now - at_).count()) / kSettleUs);
    const bool jump = std::abs(error.count()) > kJump.count();
    const MediaTime corrected = jump ? audible : own + scaled(error, share);
    set(std::max(corrected, position_), now);
}

void MediaClock::hold(Microseconds now) noexcept { at_ = std::max(at_, now); }

MediaTime MediaClock::position(Microseconds now) const noexcept {
    if (!running_ || now <= at_) return position_;
    return position_ + scaled(now - at_, rate_);
}

Microseconds MediaClock::when(MediaTime position, Microseconds now) const noexcept {
    const MediaTime ahead = position - this->position(now);
    if (ahead <= MediaTime{0}) return now;
    return now + scaled(ahead, 1.0 / rate_);
}

}  // namespace cliffhanger
