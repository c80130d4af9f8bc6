// A value that eases from where it is to a target in a given time, on injected time. Value class; one thread at a time.
#pragma once

#include "app/motion/bezier.h"
#include "net/clock.h"

namespace cliffhanger {

class Animation {
 public:
    /// At rest at `value`.
    explicit Animation(double value = 0) : from_(value), to_(value) {}

    /// At rest at `value`, without motion.
    void set(double value);
    /// From the current value to `target` in `duration`. A target it is already heading for changes nothing, so this
    /// may be called every frame with what is wanted now.
    void go(Microseconds now, double target, Microseconds duration, Easing easing);

    double value(Microseconds now) const;
    double target() const { return to_; }
    /// 0 at the start, 1 at the end, before easing.
    double progress(Microseconds now) const;
    bool running(Microseconds now) const { return progress(now) < 1; }

 private:
    double from_, to_;
    Microseconds start_{0}, duration_{0};
    Easing easing_ = Easing::Linear;
};

}  // namespace cliffhanger
