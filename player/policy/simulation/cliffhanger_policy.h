// Ours in the simulator: the app's StreamingPolicy, told of the simulated queue in its own terms. Lives for one run.
#pragma once

#include <map>

#include "player/policy/simulation/simulated_policy.h"
#include "player/policy/streaming_policy.h"

namespace cliffhanger {

class CliffhangerPolicy : public SimulatedPolicy {
 public:
    SimulatedAction decide(const SimulatedObservation& seen) override;

 private:
    const EpisodeFacts& facts_of(const SimulatedVideo& video);

    /// The challenge charges a change of rate at the swipe as if the picture came from nothing, where the neighbour's
    /// first chunk was there before the last one that was watched.
    StreamingPolicy policy_{{.early_neighbour = 0.8f}};
    std::map<const SimulatedVideo*, EpisodeFacts> facts_;
    std::vector<EpisodeState> episodes_;
};

}  // namespace cliffhanger
