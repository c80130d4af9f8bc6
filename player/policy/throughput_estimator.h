// The network's throughput from finished transfers: a long mean, how far the last seconds depart from it, and how
// much single half seconds scatter. Pure; owned by one thread.
#pragma once

#include "player/policy/streaming_observation.h"

namespace cliffhanger {

class ThroughputEstimator {
 public:
    /// The time that every request takes before its first byte.
    explicit ThroughputEstimator(float round_trip_s = 0.08f) : round_trip_s_(round_trip_s) {}

    void observe(const TransferSample& transfer);
    /// Expected over the next seconds.
    float mbps() const noexcept { return mbps_; }
    /// Relative standard deviation of half a second's mean.
    float spread() const noexcept { return spread_; }
    float round_trip_s() const noexcept { return round_trip_s_; }

 private:
    void observe_spread(float mbps, float seconds, float halves);

    float round_trip_s_;
    float mbps_ = 1, mean_ = 1, spread_ = 0.4f;
    float weighted_mbit_ = 0, weighted_seconds_ = 0;  ///< of the long mean
    float departure_ = 0, uncertainty_ = 0.06f;       ///< relative to the long mean
    float errors_ = 0, error_weight_ = 0;
    bool observed_ = false;
};

}  // namespace cliffhanger
