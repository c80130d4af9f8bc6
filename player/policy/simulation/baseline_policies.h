// The published policies that the benchmark compares with: the challenge's fixed preload and no-save players, the rule
// of the Volcengine SDK's public advice, and the rule in the documentation of Media3. Each lives for one run.
#pragma once

#include <array>
#include <vector>

#include "player/policy/simulation/simulated_policy.h"

namespace cliffhanger {

/// The current video whole, then four chunks of each neighbour that enough viewers stay for.
class FixedPreloadPolicy : public SimulatedPolicy {
 public:
    SimulatedAction decide(const SimulatedObservation& observation) override;
};

/// RobustMPC for the level; the current video whole, then the neighbours up to 800 kB each, and on and on.
class NoSavePolicy : public SimulatedPolicy {
 public:
    SimulatedAction decide(const SimulatedObservation& observation) override;

 private:
    void estimate();
    double predicted_throughput();
    int choose_level(const SimulatedPlayer& player);

    std::array<double, 5> throughput_{};  ///< MB/s, the latest last
    std::vector<double> estimates_, errors_;
};

/// Harmonic mean of the last five requests' throughput.
class RecentThroughput {
 public:
    void observe(const SimulatedObservation& observation);
    /// The highest level whose nominal rate is within the share; the lowest before anything was fetched.
    int highest_level_within(double share) const;

 private:
    std::vector<double> mbps_;
};

/// 20 s of the current video, 800 KiB of each of the next three, then 25 s of the current one.
class VolcRulePolicy : public SimulatedPolicy {
 public:
    SimulatedAction decide(const SimulatedObservation& observation) override;

 private:
    RecentThroughput throughput_;
};

/// The current video between 5 s and 20 s, three seconds of the next one in between.
class Media3DocPolicy : public SimulatedPolicy {
 public:
    SimulatedAction decide(const SimulatedObservation& observation) override;

 private:
    int level_of_current(const SimulatedPlayer& player) const;

    RecentThroughput throughput_;
    int last_current_ = 0;
    bool loading_ = true;
};

}  // namespace cliffhanger
