// What a policy sees and says in the simulator: everything about the queue, nothing about the truth. A policy lives for
// one run, on one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "player/policy/simulation/simulation_data.h"

namespace cliffhanger {

/// One video of the queue.
struct SimulatedPlayer {
    const SimulatedVideo* video = nullptr;
    int arrived = 0;               ///< chunks
    std::int64_t buffered_ms = 0;  ///< arrived and not played
    std::int64_t played_ms = 0;
    std::vector<int> levels;         ///< of every requested chunk
    std::int64_t fetched_bytes = 0;  ///< of every requested chunk
    int remaining() const noexcept { return video->chunks() - arrived; }
};

struct SimulatedObservation {
    bool first_step = true;
    std::int64_t delay_ms = 0, rebuffer_ms = 0, bytes = 0;  ///< of the previous step; no bytes after a sleep
    int current = 0;                                        ///< the queue's head, by its place in the session
    std::span<const SimulatedPlayer> queue;                 ///< at most five
};

struct SimulatedAction {
    int video = 0;  ///< by its place in the session
    int level = 0;
    double sleep_ms = 0;  ///< above 0: nothing is requested
};

class SimulatedPolicy {
 public:
    virtual ~SimulatedPolicy() = default;
    virtual SimulatedAction decide(const SimulatedObservation& observation) = 0;
};

}  // namespace cliffhanger
