#include "player/policy/streaming_policy.h"

#include <algorithm>
#include <cmath>

#include "player/policy/preload_policy.h"
#include "player/policy/retention_model.h"

namespace cliffhanger {
namespace {

constexpr int kHorizon = 36, kNeighbourHorizon = 12, kMargin = 6;  ///< chunks
constexpr float kSameThroughput = 0.06f, kSameSpread = 0.06f;
/// Of the spread over many chunks, at the usual spread of half seconds.
constexpr float kLastingSpread = 0.5f, kNoise = 0.8f;

/// The rungs to plan with, lowest and highest included.
std::vector<int> allowed_rungs(int rungs, const std::optional<int>& pinned, bool data_saver) {
    if (pinned) return {std::clamp(*pinned, 0, rungs - 1)};
    if (data_saver) return {0};
    std::vector<int> allowed;
    const int count = std::min(rungs, EpisodePlan::kMostRungs);
    for (int i = 0; i < count; ++i) allowed.push_back(count == 1 ? 0 : i * (rungs - 1) / (count - 1));
    return allowed;
}

EpisodeFacts with_rungs(const EpisodeFacts& facts, const std::vector<int>& rungs) {
    EpisodeFacts planned{facts.chunk_s, {}, {}, facts.retention};
    for (const int rung : rungs) planned.rung_mbps.push_back(facts.rung_mbps[static_cast<std::size_t>(rung)]);
    for (int chunk = 0; chunk < facts.chunks(); ++chunk) {
        for (const int rung : rungs) planned.chunk_mbit.push_back(facts.mbit(chunk, rung));
    }
    return planned;
}

}  // namespace

StreamingPolicy::StreamingPolicy(StreamingWeights weights, float round_trip_s)
    : weights_(weights), throughput_(round_trip_s) {}

int StreamingPolicy::Planned::planned_rung(int rung) const {
    if (rung < 0) return -1;
    const auto found = std::lower_bound(rungs.begin(), rungs.end(), rung);
    return static_cast<int>(std::min(found - rungs.begin(), static_cast<std::ptrdiff_t>(rungs.size()) - 1));
}

void StreamingPolicy::prepare(const StreamingObservation& observation) {
    const bool same_rungs = observation.pinned_rung == pinned_rung_ && observation.data_saver == data_saver_;
    if (!same_rungs) {
        pinned_rung_ = observation.pinned_rung, data_saver_ = observation.data_saver;
        episodes_.clear();
        key_ = {};
    }
    std::vector<std::unique_ptr<Planned>> prepared;
    for (const EpisodeState& episode : observation.episodes) {
        const auto known = std::find_if(episodes_.begin(), episodes_.end(),
                                        [&](const auto& other) { return other && other->id == episode.id; });
        prepared.push_back(known != episodes_.end() ? std::move(*known) : planned(episode));
    }
    episodes_ = std::move(prepared);
}

std::unique_ptr<StreamingPolicy::Planned> StreamingPolicy::planned(const EpisodeState& episode) const {
    auto result = std::make_unique<Planned>();
    result->id = episode.id;
    if (episode.facts->chunks() == 0) return result;
    result->rungs = allowed_rungs(episode.facts->rungs(), pinned_rung_, data_saver_);
    result->facts = with_rungs(*episode.facts, result->rungs);
    result->survival = RetentionModel::survival(*episode.facts);
    return result;
}

bool StreamingPolicy::plans_hold(const PlanKey& key, const EpisodeState& episode) const {
    return key.episode == key_.episode && key.neighbour == key_.neighbour &&
           key.neighbour_fetched == key_.neighbour_fetched && std::abs(key.mbps / key_.mbps - 1) <= kSameThroughput &&
           std::abs(key.spread - key_.spread) <= kSameSpread && plan_.covers(episode.fetched) &&
           plan_.covers(std::min(episode.facts->chunks(), episode.fetched + kMargin));
}

void StreamingPolicy::make_plans(const StreamingObservation& observation, std::size_t playing, const PlanKey& key) {
    key_ = key;
    ThroughputForecast forecast;
    forecast.mbps = key.mbps, forecast.spread = kNoise * key.spread, forecast.lasting = kLastingSpread * key.spread;
    forecast.round_trip_s = throughput_.round_trip_s();
    const auto exists = [&](std::size_t index) {
        return index < episodes_.size() && episodes_[index]->facts.chunks() > 0;
    };
    EpisodePlan::Neighbour next, second;
    if (exists(playing + 2)) second.facts = &episodes_[playing + 2]->facts;
    if (exists(playing + 1)) {
        const Planned& plan = *episodes_[playing + 1];
        neighbour_plan_.build(plan.facts, plan.survival, 0, kNeighbourHorizon, forecast, weights_, second);
        next = {&neighbour_plan_, &plan.facts, observation.episodes[playing + 1].fetched};
    }
    const Planned& plan = *episodes_[playing];
    plan_.build(plan.facts, plan.survival, observation.episodes[playing].fetched, kHorizon, forecast, weights_, next);
}

int StreamingPolicy::previous_rung(const StreamingObservation& observation, std::size_t playing) const {
    const EpisodeState& episode = observation.episodes[playing];
    if (episode.last_rung >= 0) return episode.last_rung;
    return playing > 0 ? observation.episodes[playing - 1].last_rung : last_rung_;
}

StreamingDecision StreamingPolicy::decide(const StreamingObservation& observation) {
    const StreamingDecision wait{0, 0, kWait_s};
    if (observation.transfer) throughput_.observe(*observation.transfer);
    prepare(observation);
    // Once everything of the current episode is there, the next one continues its line.
    std::size_t playing = 0;
    float buffered_s = 0;
    for (; playing < observation.episodes.size(); ++playing) {
        buffered_s += observation.episodes[playing].buffered_s;
        if (observation.episodes[playing].fetched < observation.episodes[playing].facts->chunks()) break;
    }
    if (playing >= observation.episodes.size()) return wait;

    const EpisodeState& episode = observation.episodes[playing];
    const EpisodeState* next = playing + 1 < observation.episodes.size() ? &observation.episodes[playing + 1] : nullptr;
    const PlanKey key{episode.id, next ? next->id : 0, next ? next->fetched : 0, throughput_.mbps(),
                      throughput_.spread()};
    if (!plans_hold(key, episode)) make_plans(observation, playing, key);

    const Planned& plan = *episodes_[playing];
    const int neighbour_rung = next && next->fetched > 0 ? std::max(0, plan.planned_rung(next->first_rung)) : -1;
    const EpisodePlan::Choice choice = plan_.choose(
        episode.fetched, buffered_s, plan.planned_rung(previous_rung(observation, playing)), neighbour_rung);
    if (choice.fetch == EpisodePlan::Fetch::Current) {
        last_rung_ = plan.rungs[static_cast<std::size_t>(choice.rung)];
        return {static_cast<int>(playing), last_rung_, 0};
    }
    if (choice.fetch == EpisodePlan::Fetch::Neighbour) {
        return {static_cast<int>(playing) + 1, episodes_[playing + 1]->rungs[static_cast<std::size_t>(choice.rung)], 0};
    }
    const auto limits = data_saver_ ? PreloadPolicy::data_saver() : PreloadPolicy::unlimited();
    return PreloadPolicy::choose(observation.episodes, playing, buffered_s, limits).value_or(wait);
}

}  // namespace cliffhanger
