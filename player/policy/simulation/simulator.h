// The short-video streaming simulator (the ACM Multimedia 2022 grand challenge's): one session of one viewer over one
// bandwidth trace, decided by a policy and scored. Deterministic; owned by one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "player/policy/simulation/simulated_network.h"
#include "player/policy/simulation/simulated_policy.h"

namespace cliffhanger {

struct SimulationResult {
    double score = 0;       ///< S
    double experience = 0;  ///< QoE: the score before traffic is charged
    double smooth = 0;      ///< charged changes of level, Mbps
    std::int64_t bytes = 0, rebuffer_ms = 0, chunks = 0;
    std::int64_t waste_bytes = 0;      ///< as the specification counts: a chunk in flight at the swipe twice
    std::int64_t unwatched_bytes = 0;  ///< each byte once
    int swipes = 0;                    ///< every video but the first
    int stalled_swipes = 0;            ///< of these, with more than 200 ms of stall before the first played millisecond
    std::int64_t decisions = 0;
    double decision_s = 0, longest_decision_s = 0;  ///< CPU time
    bool valid = true;                              ///< false: the policy asked for what does not exist, or gave up
};

class Simulator {
 public:
    Simulator(const SimulatedSession& session, const SimulatedTrace& trace);
    SimulationResult run(SimulatedPolicy& policy);

 private:
    bool over() const noexcept { return current_ == static_cast<int>(session_.videos.size()); }
    bool allowed(const SimulatedAction& action) const;
    void sleep(double ms);
    void download(int video, int level);
    void charge_request(int video, int level);
    void play(std::int64_t ms);
    void leave_current();
    void append_player();

    const SimulatedSession& session_;
    SimulatedNetwork network_;
    std::vector<SimulatedPlayer> queue_;
    int current_ = 0;
    std::vector<std::optional<int>> last_level_;  ///< of a video's last watched chunk, once it is requested
    std::vector<std::int64_t> start_stall_ms_;    ///< by video
    SimulatedObservation observation_;
    SimulationResult result_;
};

}  // namespace cliffhanger
