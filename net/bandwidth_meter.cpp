#include "net/bandwidth_meter.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

/// Less than this tells the delay of the line rather than its width.
constexpr std::int64_t kSmallestSample = 16 * 1024;
/// A long transfer is heard before it ends.
constexpr Microseconds kLongestSample = std::chrono::seconds(1);
/// So much must have come before an estimate is given.
constexpr std::int64_t kEnoughBytes = 64 * 1024;
/// From memory to memory even loopback takes longer.
constexpr Microseconds kShortestDuration = std::chrono::microseconds(100);
constexpr std::size_t kSamplesKept = 64;

double seconds(Microseconds time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

void BandwidthEstimator::Average::add(double value, double duration) {
    const double kept = std::exp2(-duration / half_life_s);
    sum = sum * kept + value * (1 - kept);
    weight = weight * kept + (1 - kept);
}

void BandwidthEstimator::add(const BandwidthSample& sample) {
    if (sample.bytes < kSmallestSample && sample.duration < kLongestSample) return;
    const double duration = seconds(std::max(sample.duration, kShortestDuration));
    const double bits_per_second = static_cast<double>(sample.bytes) * 8 / duration;
    fast_.add(bits_per_second, duration);
    slow_.add(bits_per_second, duration);
    bytes_ += sample.bytes;
}

std::optional<double> BandwidthEstimator::estimate() const {
    if (bytes_ < kEnoughBytes) return std::nullopt;
    return std::min(fast_.value(), slow_.value());
}

void TransferMeter::began(Microseconds now) {
    if (active_++ > 0) return;
    since_ = now;
    bytes_ = 0;
}

std::optional<BandwidthSample> TransferMeter::received(std::int64_t bytes, Microseconds now) {
    if (active_ == 0) return std::nullopt;
    bytes_ += bytes;
    if (now - since_ < kLongestSample) return std::nullopt;
    return cut(now);
}

std::optional<BandwidthSample> TransferMeter::ended(Microseconds now) {
    if (active_ == 0) return std::nullopt;
    --active_;
    return cut(now);
}

std::optional<BandwidthSample> TransferMeter::cut(Microseconds now) {
    const BandwidthSample sample{bytes_, now - since_, now};
    if (active_ > 0 && sample.bytes < kSmallestSample && sample.duration < kLongestSample) return std::nullopt;
    since_ = now;
    bytes_ = 0;
    if (sample.bytes < kSmallestSample && sample.duration < kLongestSample) return std::nullopt;
    return sample;
}

void BandwidthMeter::add(const BandwidthSample& sample) {
    const std::lock_guard lock(mutex_);
    estimator_.add(sample);
    samples_.push_back(sample);
    if (samples_.size() > kSamplesKept) samples_.pop_front();
}

std::optional<double> BandwidthMeter::estimate() const {
    const std::lock_guard lock(mutex_);
    return estimator_.estimate();
}

std::vector<BandwidthSample> BandwidthMeter::last_samples(std::size_t count) const {
    const std::lock_guard lock(mutex_);
    const auto kept = static_cast<std::ptrdiff_t>(std::min(count, samples_.size()));
    return {samples_.end() - kept, samples_.end()};
}

}  // namespace cliffhanger
