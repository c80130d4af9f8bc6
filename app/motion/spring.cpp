#include "app/motion/spring.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {

namespace {

double seconds_between(Microseconds from, Microseconds to) {
    return std::chrono::duration<double>(std::max(to - from, Microseconds{0})).count();
}

}  // namespace

SpringState critically_damped(SpringState start, double natural_frequency, double seconds) {
    const double slope = start.velocity + natural_frequency * start.x;
    const double decay = std::exp(-natural_frequency * seconds);
    const double x = (start.x + slope * seconds) * decay;
    return {x, slope * decay - natural_frequency * x};
}

double velocity_without_overshoot(double x, double velocity, double natural_frequency) {
    const double limit = natural_frequency * std::abs(x);
    return std::clamp(velocity, -limit, limit);
}

double underdamped_step(double damping, double natural_frequency, double seconds) {
    if (seconds <= 0) return 0;
    const double damped = natural_frequency * std::sqrt(1 - damping * damping);
    const double decay = std::exp(-damping * natural_frequency * seconds);
    return 1 - decay * (std::cos(damped * seconds) + damping * natural_frequency / damped * std::sin(damped * seconds));
}

void Spring::set(double value) {
    target_ = value;
    start_ = {};
}

void Spring::start(Microseconds now, double value, double velocity, double target) {
    const double x = value - target;
    target_ = target;
    start_ = {x, velocity_without_overshoot(x, velocity, natural_frequency_)};
    start_time_ = now;
}

void Spring::retarget(Microseconds now, double target) { start(now, value(now), velocity(now), target); }

SpringState Spring::state(Microseconds now) const {
    return critically_damped(start_, natural_frequency_, seconds_between(start_time_, now));
}

double Spring::value(Microseconds now) const { return target_ + state(now).x; }

double Spring::velocity(Microseconds now) const { return state(now).velocity; }

double Spring::progress(Microseconds now) const {
    if (start_.x == 0) return 1;
    return std::clamp(1 - std::abs(state(now).x / start_.x), 0.0, 1.0);
}

bool Spring::at_rest(Microseconds now, double distance, double speed) const {
    const SpringState at = state(now);
    return std::abs(at.x) < distance && std::abs(at.velocity) < speed;
}

}  // namespace cliffhanger
