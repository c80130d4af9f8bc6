// What the streaming policy is told and what it answers, in the product's terms. Values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace cliffhanger {

/// Fixed facts of one episode. A chunk is what one request brings: a segment, or a second of a progressive file.
struct EpisodeFacts {
    float chunk_s = 1;
    std::vector<float> rung_mbps;  ///< nominal rates, rising
    /// Megabits by chunk, then rung: known sizes, or rate times duration.
    std::vector<float> chunk_mbit;
    /// Share of viewers still watching at each chunk's start, and at the very end; empty where nobody knows.
    std::vector<float> retention;

    int rungs() const noexcept { return static_cast<int>(rung_mbps.size()); }
    int chunks() const noexcept { return rungs() == 0 ? 0 : static_cast<int>(chunk_mbit.size()) / rungs(); }
    float mbit(int chunk, int rung) const noexcept {
        return chunk_mbit[static_cast<std::size_t>(chunk * rungs() + rung)];
    }
    bool operator==(const EpisodeFacts&) const = default;
};

/// One episode of the feed, the current one first, as it is now.
struct EpisodeState {
    std::uint64_t id = 0;  ///< the same for the same episode, with the same facts
    const EpisodeFacts* facts = nullptr;
    int fetched = 0;       ///< chunks, from the first
    float buffered_s = 0;  ///< fetched and unplayed
    float position_s = 0;  ///< played
    int first_rung = -1;   ///< of its first chunk; -1: none yet
    int last_rung = -1;    ///< of its latest chunk
};

/// A finished request.
struct TransferSample {
    float mbit = 0, seconds = 0;  ///< from the request to the last byte
};

struct StreamingObservation {
    std::span<const EpisodeState> episodes;  ///< current, +1, +2 and so on
    std::optional<TransferSample> transfer;  ///< the one that has finished since the last decision
    std::optional<int> pinned_rung;          ///< the viewer's choice
    bool data_saver = false;                 ///< metered, or asked for: lowest rung, one chunk of one neighbour
};

struct StreamingDecision {
    int episode = 0;  ///< index into the observation's episodes
    int rung = 0;
    float wait_s = 0;  ///< above 0: fetch nothing, ask again then or when something has happened
};

}  // namespace cliffhanger
