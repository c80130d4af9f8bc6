#include "player/policy/simulation/cliffhanger_policy.h"

namespace cliffhanger {

const EpisodeFacts& CliffhangerPolicy::facts_of(const SimulatedVideo& video) {
    const auto [entry, added] = facts_.try_emplace(&video);
    EpisodeFacts& facts = entry->second;
    if (!added) return facts;
    for (const int kbps : kSimulatedRatesKbps) facts.rung_mbps.push_back(static_cast<float>(kbps) / 1000);
    for (const auto& sizes : video.bytes) {
        for (const std::int64_t bytes : sizes) facts.chunk_mbit.push_back(static_cast<float>(bytes) * 8e-6f);
    }
    facts.retention.assign(video.retention.begin(), video.retention.end());
    return facts;
}

SimulatedAction CliffhangerPolicy::decide(const SimulatedObservation& seen) {
    StreamingObservation observation;
    episodes_.clear();
    for (const SimulatedPlayer& player : seen.queue) {
        EpisodeState state;
        state.id = static_cast<std::uint64_t>(seen.current) + episodes_.size() + 1;
        state.facts = &facts_of(*player.video);
        state.fetched = player.arrived;
        state.buffered_s = static_cast<float>(player.buffered_ms) / 1000;
        state.position_s = static_cast<float>(player.played_ms) / 1000;
        if (!player.levels.empty()) state.first_rung = player.levels.front(), state.last_rung = player.levels.back();
        episodes_.push_back(state);
    }
    observation.episodes = episodes_;
    if (seen.bytes > 0) {
        observation.transfer =
            TransferSample{static_cast<float>(seen.bytes) * 8e-6f, static_cast<float>(seen.delay_ms) / 1000};
    }
    const StreamingDecision decision = policy_.decide(observation);
    if (decision.wait_s > 0) return {.sleep_ms = decision.wait_s * 1000};
    return {.video = seen.current + decision.episode, .level = decision.rung};
}

}  // namespace cliffhanger
