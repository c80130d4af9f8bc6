// How fast the network is, from what transfers brought. Answers from a cache never count: only the network client feeds
// it. BandwidthEstimator and TransferMeter are pure; BandwidthMeter is thread-safe and never blocks.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "net/clock.h"

namespace cliffhanger {

/// What came over the wire in a stretch of time in which something was always on its way.
struct BandwidthSample {
    std::int64_t bytes = 0;
    Microseconds duration{0};
    Microseconds ended_at{0};
};

/// Two averages weighted by duration, one that forgets fast and one that does so slowly; the lower one counts, so that
/// a drop is believed at once and a rise only when it lasts.
class BandwidthEstimator {
 public:
    void add(const BandwidthSample& sample);
    /// Bits a second; nullopt before enough has come to tell.
    std::optional<double> estimate() const;

 private:
    struct Average {
        double half_life_s;
        double sum = 0, weight = 0;
        void add(double value, double seconds);
        double value() const { return sum / weight; }
    };
    Average fast_{3.0}, slow_{9.0};
    std::int64_t bytes_ = 0;
};

/// Cuts the arrivals of all transfers together into samples: parallel ones share the line, so that each alone would
/// tell too little.
class TransferMeter {
 public:
    /// A transfer's answer has begun.
    void began(Microseconds now);
    std::optional<BandwidthSample> received(std::int64_t bytes, Microseconds now);
    /// It has ended, or its reader keeps it waiting, which says nothing about the line.
    std::optional<BandwidthSample> ended(Microseconds now);

 private:
    std::optional<BandwidthSample> cut(Microseconds now);

    int active_ = 0;
    std::int64_t bytes_ = 0;
    Microseconds since_{0};
};

class BandwidthMeter {
 public:
    BandwidthMeter() = default;
    BandwidthMeter(const BandwidthMeter&) = delete;
    BandwidthMeter& operator=(const BandwidthMeter&) = delete;

    void add(const BandwidthSample& sample);
    /// Bits a second; nullopt while nothing is known.
    [[nodiscard]] std::optional<double> estimate() const;
    /// The newest ones, the oldest of them first.
    [[nodiscard]] std::vector<BandwidthSample> last_samples(std::size_t count) const;

 private:
    mutable std::mutex mutex_;  // guards everything below
    BandwidthEstimator estimator_;
    std::deque<BandwidthSample> samples_;
};

}  // namespace cliffhanger
