// Media time against wall time: runs by itself, and follows the audible sound where there is some. Never goes back but
// by set(). Main thread only; pure but for its state.
#pragma once

#include "player/media_time.h"

namespace cliffhanger {

class MediaClock {
 public:
    /// Jumps, running or not.
    void set(MediaTime position, Microseconds now) noexcept;
    void start(Microseconds now) noexcept;
    void stop(Microseconds now) noexcept;
    void set_rate(double rate, Microseconds now) noexcept;
    /// `audible` is what is heard at `now`: small differences are worked off without a visible jerk, large ones at
    /// once.
    void follow(MediaTime audible, Microseconds now) noexcept;
    /// Time passes, media does not: the sound has not begun yet.
    void hold(Microseconds now) noexcept;

    MediaTime position(Microseconds now) const noexcept;
    /// When `position` is reached.
    Microseconds when(MediaTime position, Microseconds now) const noexcept;
    bool running() const noexcept { return running_; }
    double rate() const noexcept { return rate_; }

 private:
    MediaTime position_{0};  // at at_
    Microseconds at_{0};
    double rate_ = 1.0;
    bool running_ = false;
};

}  // namespace cliffhanger
