#include "player/policy/preload_policy.h"

namespace cliffhanger {

std::optional<StreamingDecision> PreloadPolicy::choose(std::span<const EpisodeState> episodes, std::size_t playing,
                                                       float buffered_s, const Limits& limits) {
    const std::size_t next = playing + 1, second = playing + 2;
    if (next >= episodes.size() || episodes[next].fetched == 0) return std::nullopt;
    const EpisodeState& neighbour = episodes[next];
    if (buffered_s > limits.calm_s && neighbour.fetched < limits.next_chunks &&
        neighbour.fetched < neighbour.facts->chunks()) {
        return StreamingDecision{static_cast<int>(next), neighbour.last_rung, 0};
    }
    if (buffered_s > limits.very_calm_s && limits.first_chunks_of > 1 && second < episodes.size() &&
        episodes[second].fetched == 0 && episodes[second].facts->chunks() > 0) {
        return StreamingDecision{static_cast<int>(second), neighbour.first_rung, 0};
    }
    return std::nullopt;
}

}  // namespace cliffhanger
