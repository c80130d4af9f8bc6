// Decides every media request: which episode gets its next chunk, at which rung, or that nothing is fetched for now.
// One instance for the viewer's whole feed; it learns the throughput from the transfers it is told of. Pure and
// deterministic, no threads, no clock: the same class runs in the app and in `bench preload`.
#pragma once

#include <memory>
#include <vector>

#include "player/policy/episode_plan.h"
#include "player/policy/streaming_observation.h"
#include "player/policy/throughput_estimator.h"

namespace cliffhanger {

class StreamingPolicy {
 public:
    /// How long a decision to fetch nothing holds: the grid that plans are made on.
    static constexpr float kWait_s = 0.1f;

    explicit StreamingPolicy(StreamingWeights weights = {}, float round_trip_s = 0.08f);

    /// Well below a millisecond on the average, a few where the plans are made anew.
    StreamingDecision decide(const StreamingObservation& observation);

 private:
    /// An episode as it is planned: with the rungs that may be chosen.
    struct Planned {
        std::uint64_t id = 0;
        EpisodeFacts facts;
        std::vector<float> survival;
        std::vector<int> rungs;  ///< of the planned rungs, in the episode's own numbering
        int planned_rung(int rung) const;
    };
    /// What the plans were made for; another one means new plans.
    struct PlanKey {
        std::uint64_t episode = 0, neighbour = 0;
        int neighbour_fetched = 0;
        float mbps = 0, spread = 0;
    };

    std::unique_ptr<Planned> planned(const EpisodeState& episode) const;
    void prepare(const StreamingObservation& observation);
    bool plans_hold(const PlanKey& key, const EpisodeState& episode) const;
    void make_plans(const StreamingObservation& observation, std::size_t playing, const PlanKey& key);
    int previous_rung(const StreamingObservation& observation, std::size_t playing) const;

    StreamingWeights weights_;
    ThroughputEstimator throughput_;
    std::vector<std::unique_ptr<Planned>> episodes_;  ///< in place: the plans point at their facts
    std::optional<int> pinned_rung_;
    bool data_saver_ = false;
    EpisodePlan plan_, neighbour_plan_;
    PlanKey key_;
    int last_rung_ = -1;  ///< of the latest chunk of a current episode
};

}  // namespace cliffhanger
