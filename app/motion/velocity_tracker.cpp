#include "app/motion/velocity_tracker.h"

#include <algorithm>

namespace cliffhanger {

namespace {

constexpr Microseconds kWindow = std::chrono::milliseconds{100};
constexpr Microseconds kRested = std::chrono::milliseconds{40};
constexpr std::size_t kEnough = 3;

}  // namespace

void VelocityTracker::add(Microseconds time, Point position) {
    std::erase_if(samples_, [time](const Sample& sample) { return time - sample.time > kWindow; });
    samples_.push_back({time, position});
}

Point VelocityTracker::velocity(Microseconds now, float limit) const {
    if (samples_.empty() || now - samples_.back().time > kRested) return {};
    const Point latest = samples_.back().position;
    double count = 0, sum_t = 0, sum_x = 0, sum_y = 0, sum_tt = 0, sum_tx = 0, sum_ty = 0;
    for (const Sample& sample : samples_) {
        if (now - sample.time > kWindow) continue;
        const double t = std::chrono::duration<double>(sample.time - now).count();
        const double x = sample.position.x - latest.x, y = sample.position.y - latest.y;
        count += 1;
        sum_t += t;
        sum_x += x;
        sum_y += y;
        sum_tt += t * t;
        sum_tx += t * x;
        sum_ty += t * y;
    }
    const double spread = count * sum_tt - sum_t * sum_t;
    if (count < static_cast<double>(kEnough) || spread <= 0) return {};
    const auto slope = [&](double sum, double sum_product) {
        return std::clamp(static_cast<float>((count * sum_product - sum_t * sum) / spread), -limit, limit);
    };
    return {slope(sum_x, sum_tx), slope(sum_y, sum_ty)};
}

}  // namespace cliffhanger
