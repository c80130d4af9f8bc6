#include "app/input/scrub.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {

namespace {

constexpr Microseconds kStageSpan = std::chrono::seconds{90};
constexpr double kHalfSpeedFrom = 96;      // dp
constexpr double kQuarterSpeedFrom = 192;  // dp
constexpr double kCancelFrom = 300;        // dp

}  // namespace

Microseconds StageScrub::position(double dx) const {
    if (stage_width_ <= 0) return start_;
    const auto span = static_cast<double>(std::min(duration_, kStageSpan).count());
    const Microseconds moved{std::llround(dx / stage_width_ * span)};
    return std::clamp(start_ + moved, Microseconds{0}, std::max(duration_, Microseconds{0}));
}

BarScrub::BarScrub(Rect bar, Microseconds duration, float px_per_dp, Point pointer)
    : bar_(bar),
      duration_(duration),
      px_per_dp_(px_per_dp),
      pointer_(pointer),
      fraction_(bar.w <= 0 ? 0.0 : std::clamp<double>((pointer.x - bar.x) / bar.w, 0, 1)) {}

void BarScrub::move(Point pointer) {
    const double dx = pointer.x - pointer_.x;
    pointer_ = pointer;
    if (bar_.w <= 0) return;
    fraction_ = std::clamp(fraction_ + dx / bar_.w * speed(), 0.0, 1.0);
}

Microseconds BarScrub::position() const {
    return Microseconds{std::llround(fraction_ * static_cast<double>(duration_.count()))};
}

double BarScrub::speed() const {
    const double distance = distance_dp();
    if (distance > kQuarterSpeedFrom) return 0.25;
    return distance > kHalfSpeedFrom ? 0.5 : 1;
}

bool BarScrub::cancels() const { return distance_dp() > kCancelFrom; }

double BarScrub::distance_dp() const {
    const double above = bar_.y - pointer_.y, below = pointer_.y - bar_.bottom();
    return std::max({above, below, 0.0}) / px_per_dp_;
}

}  // namespace cliffhanger
