#include "app/input/wheel_gate.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {

namespace {

using std::chrono::milliseconds;

constexpr Microseconds kNewGesture = milliseconds{400};     // silence that begins another gesture
constexpr Microseconds kLifted = milliseconds{120};         // silence that means that the finger was lifted
constexpr Microseconds kMomentumRises = milliseconds{180};  // a flick's own momentum has peaked by then
constexpr double kSettledEnough = 0.75;
constexpr double kWholeNotch = 1.0;
constexpr double kPartialNotches = 0.6;
constexpr double kFaintest = 0.15;
constexpr double kStandsOut = 1.6;
constexpr int kStandsOutInARow = 2;
constexpr double kAverageKeeps = 0.7;

int sign(double value) { return (value > 0) - (value < 0); }

}  // namespace

int WheelGate::feed(Microseconds now, double notches, double settle_progress) {
    if (notches == 0) return 0;
    const double magnitude = std::abs(notches);
    const Microseconds gap = now - last_;
    const bool new_gesture = !any_ || gap > kNewGesture;
    last_ = now;
    any_ = true;
    if (new_gesture) fractional_ = false;
    if (magnitude != std::floor(magnitude)) fractional_ = true;
    if (new_gesture || sign(notches) != sign(sum_)) {
        sum_ = 0;
        average_ = magnitude;
        open_ = true;
    }
    if (!open_ && reopens(now, gap, magnitude, settle_progress)) {
        open_ = true;
        sum_ = 0;
        average_ = magnitude;
    }
    sum_ += notches;

    const double threshold = fractional_ ? kPartialNotches : kWholeNotch;
    if (!open_ || std::abs(sum_) < threshold) {
        average_ = kAverageKeeps * average_ + (1 - kAverageKeeps) * magnitude;
        return 0;
    }
    open_ = false;
    triggered_ = now;
    average_ = magnitude;
    accelerated_ = 0;
    return sign(notches);
}

bool WheelGate::reopens(Microseconds now, Microseconds gap, double magnitude, double settle_progress) {
    if (gap >= kLifted && settle_progress >= kSettledEnough) return true;
    const Microseconds since = now - triggered_;
    const bool stands_out = since >= kMomentumRises && magnitude > std::max(kFaintest, kStandsOut * average_);
    accelerated_ = stands_out ? accelerated_ + 1 : 0;
    if (accelerated_ >= kStandsOutInARow) return true;
    return !fractional_ && since >= settings_.notch_interval;
}

}  // namespace cliffhanger
