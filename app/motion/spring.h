// The critically damped spring behind paging, sheets and smoothed scrolling, in closed form: the same curve at every
// frame rate. Pure functions and a small value class; any thread.
#pragma once

#include "net/clock.h"

namespace cliffhanger {

inline constexpr double kPageSpring = 21;   ///< natural frequency (rad/s) of paging: 95 % in 226 ms
inline constexpr double kSheetSpring = 22;  ///< of a released sheet
inline constexpr double kEdgeSpring = 18;   ///< of a list coming back from its rubber band
inline constexpr double kFocusSpring = 24;  ///< of scrolling something into view
inline constexpr double kWheelSpring = 28;  ///< of a list under the mouse wheel

/// Distance from the target, and its change per second.
struct SpringState {
    double x = 0, velocity = 0;
};

/// Where a critically damped spring is `seconds` after it was at `start`; the target is x = 0.
SpringState critically_damped(SpringState start, double natural_frequency, double seconds);

/// The velocity that a spring released at distance `x` may have and still never pass its target.
double velocity_without_overshoot(double x, double velocity, double natural_frequency);

/// Step response 0 -> 1 of an underdamped spring (damping in 0..1), which overshoots on purpose: the like burst.
double underdamped_step(double damping, double natural_frequency, double seconds);

/// A value on its way to a target.
class Spring {
 public:
    explicit Spring(double natural_frequency = kPageSpring) : natural_frequency_(natural_frequency) {}

    /// At rest at `value`.
    void set(double value);
    /// From `value` with `velocity` (clamped so that it never overshoots) to `target`.
    void start(Microseconds now, double value, double velocity, double target);
    /// To a new target from where it is, keeping its velocity.
    void retarget(Microseconds now, double target);

    double value(Microseconds now) const;
    double velocity(Microseconds now) const;
    double target() const { return target_; }
    /// 0 at the start, 1 at the target.
    double progress(Microseconds now) const;
    bool at_rest(Microseconds now, double distance, double speed) const;

 private:
    SpringState state(Microseconds now) const;

    double natural_frequency_;
    double target_ = 0;
    SpringState start_;
    Microseconds start_time_{0};
};

}  // namespace cliffhanger
