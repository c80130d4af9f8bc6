// What of the neighbours is worth fetching beyond the first chunk of the next one, which the episode's plan itself
// weighs against the current episode's chunks. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "player/policy/streaming_observation.h"

namespace cliffhanger {

class PreloadPolicy {
 public:
    struct Limits {
        float calm_s = 1.5f;       ///< of the episode that plays, before a neighbour gets a second chunk
        int next_chunks = 3;       ///< of the next episode
        float very_calm_s = 1.4f;  ///< before the one after the next gets its first chunk
        int first_chunks_of = 2;   ///< neighbours
    };
    static Limits unlimited() { return {}; }
    /// Metered: the next episode's first chunk and nothing else.
    static Limits data_saver() { return {.next_chunks = 1, .first_chunks_of = 1}; }

    /// The index of the episode to fetch from, at that rung; nothing when all is there that may be.
    /// `playing` is the episode whose chunks are still being fetched, `buffered_s` what lies before its next chunk.
    static std::optional<StreamingDecision> choose(std::span<const EpisodeState> episodes, std::size_t playing,
                                                   float buffered_s, const Limits& limits);
};

}  // namespace cliffhanger
