#include "player/policy/segment_planner.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "player/policy/usual_bandwidth.h"

namespace cliffhanger {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// A demuxer keeps the end of what it has read until more comes.
constexpr MediaTime kHeldByDemuxer = milliseconds(300);
/// A neighbour's reader stops when it has its first picture, in the middle of a segment: from then on its transfer
/// keeps nobody waiting.
constexpr Microseconds kNeighbourHolds = seconds(3);
/// An episode that hangs does not hold its neighbours up.
constexpr Microseconds kStuck = seconds(8), kOpeningStuck = seconds(2);
/// Between the end of a segment and the request for the next one.
constexpr Microseconds kBetween = milliseconds(250);

/// Playing makes another answer of the policy out of the same requests.
constexpr Microseconds kPolicyWait{static_cast<std::int64_t>(StreamingPolicy::kWait_s * 1e6f)};

/// Of a long film only what lies around is planned, in parts that overlap.
constexpr int kMostPlayed = 150, kPlanStep = 60;  ///< chunks
constexpr int kMostGuesses = 4;
/// Of segments beside their rung's rate.
constexpr float kSizeStep = 0.1f, kSmallestSize = 0.2f, kLargestSize = 1.5f;

float mbps_of(std::int64_t bandwidth) { return static_cast<float>(bandwidth) / 1e6f; }

float seconds_of(MediaTime time) { return static_cast<float>(to_seconds(time)); }

int first_planned(int chunk) { return chunk <= kMostPlayed ? 0 : ((chunk - kMostPlayed) / kPlanStep + 1) * kPlanStep; }

std::optional<std::size_t> request_of(const SegmentScene& scene, const std::string& episode) {
    const auto found = std::ranges::find(scene.waiting, episode, &SegmentRequest::episode);
    if (found == scene.waiting.end()) return std::nullopt;
    return static_cast<std::size_t>(found - scene.waiting.begin());
}

/// Too far ahead to have a session: what asks for it only fills the cache.
bool is_read_ahead(const Viewer& viewer, const std::string& episode) {
    const auto found = std::ranges::find(viewer.next, episode);
    return found != viewer.next.end() && found != viewer.next.begin();
}

/// The latest one of the current episode.
std::optional<Microseconds> current_flight(const SegmentScene& scene) {
    std::optional<Microseconds> since;
    for (const SegmentFlight& flight : scene.flights) {
        if (flight.episode == scene.viewer.current) since = std::max(since.value_or(flight.since), flight.since);
    }
    return since;
}

/// Until when a neighbour's transfer keeps others waiting; nullopt: there is none.
std::optional<Microseconds> neighbour_holds_until(const SegmentScene& scene) {
    std::optional<Microseconds> until;
    for (const SegmentFlight& flight : scene.flights) {
        if (flight.episode == scene.viewer.current || !is_near(scene.viewer, flight.episode)) continue;
        const Microseconds end = flight.since + kNeighbourHolds;
        if (end > scene.now) until = std::max(until.value_or(end), end);
    }
    return until;
}

/// From when on neighbours may be served while the current episode asks for nothing.
Microseconds room_for_neighbours(const SegmentScene& scene) {
    if (const auto since = current_flight(scene))
        return scene.ahead >= SegmentPlanner::kCalm ? scene.now : *since + kStuck;
    return scene.quiet_since + (scene.viewer.opening ? kOpeningStuck : kBetween);
}

}  // namespace

/// How large segments are beside what their rung's rate says, in steps that leave plans as they are.
float SegmentPlanner::Known::size_of(std::size_t rung) const {
    SegmentSize sum;
    for (const auto& [each, size] : sizes) {
        if (sizes.contains(rung) && each != rung) continue;
        sum.bytes += size.bytes;
        sum.expected_bytes += size.expected_bytes;
    }
    if (sum.expected_bytes <= 0) return 1;
    const auto share = static_cast<float>(sum.bytes / sum.expected_bytes);
    return std::clamp(std::round(share / kSizeStep) * kSizeStep, kSmallestSize, kLargestSize);
}

bool is_near(const Viewer& viewer, const std::string& episode) {
    return episode == viewer.current || episode == viewer.previous ||
           std::ranges::find(viewer.next, episode) != viewer.next.end();
}

std::optional<std::size_t> rung_of_height(const std::vector<SegmentRung>& rungs, int height) {
    std::optional<std::size_t> closest;
    const auto distance = [&](std::size_t i) { return std::abs(std::min(rungs[i].width, rungs[i].height) - height); };
    for (std::size_t i = 0; i < rungs.size(); ++i) {
        if (std::min(rungs[i].width, rungs[i].height) <= 0) continue;
        if (!closest || distance(i) < distance(*closest)) closest = i;
    }
    return closest;
}

void SegmentPlanner::learn(const SegmentScene& scene) {
    std::erase_if(known_, [&](const auto& entry) {
        return !is_near(scene.viewer, entry.first) && !request_of(scene, entry.first);
    });
    for (const SegmentSize& size : scene.sizes) {
        const auto found = known_.find(size.episode);
        if (found == known_.end()) continue;
        SegmentSize& sum = found->second.sizes[size.rung];
        sum.bytes += size.bytes;
        sum.expected_bytes += size.expected_bytes;
    }
    for (const SegmentRequest& request : scene.waiting) learn(scene, request);
    if (scene.transfer) transfer_ = scene.transfer;
}

void SegmentPlanner::learn(const SegmentScene& scene, const SegmentRequest& asked) {
    Known& known = known_[asked.episode];
    SegmentRequest request = asked;
    if (std::int64_t& bandwidth = request.rungs.front().bandwidth; request.rungs.size() == 1) {
        const auto playing = known_.find(scene.viewer.current);
        const bool alike = playing != known_.end() && playing->second.facts.rungs() == 1 && known.sizes.empty();
        // What was taken for granted until the file said better says nothing about its sizes.
        const bool guessed = bandwidth > 0 && known.facts.rungs() == 1 &&
                             known.facts.rung_mbps[0] != std::max(mbps_of(bandwidth), kLeastMbps);
        if (guessed) known.sizes.clear();
        if (bandwidth <= 0)
            bandwidth = alike ? static_cast<std::int64_t>(playing->second.facts.rung_mbps[0] * 1e6f) : kUsualBandwidth;
    }
    // The first request comes before the playlist, and the last segment is shorter than the others.
    if (!known.measured && request.duration > MediaTime{0}) {
        known.chunk_s = std::clamp(std::round(seconds_of(request.duration) * 10) / 10, 0.5f, 12.f);
        known.measured = true;
    }
    const int index = std::max(0, static_cast<int>(std::lround(seconds_of(request.start) / known.chunk_s)));
    if (!request.previous) known.begin = index, known.first_rung = -1;
    known.fetched = index;
    // A neighbour is planned as if it began where it will be played from.
    const bool playing = request.episode == scene.viewer.current;
    const int from = std::min(playing ? first_planned(index) : known.begin, index);
    const auto found = outlook_->episodes.find(request.episode);
    const EpisodeOutlook outlook = found != outlook_->episodes.end() ? found->second : EpisodeOutlook{};
    FactsBasis basis{.chunk_s = known.chunk_s, .first_chunk = from, .least_chunks = index - from + 1};
    basis.length = request.length ? request.length : outlook.duration;
    if (playing && scene.viewer.duration) basis.length = scene.viewer.duration;
    for (std::size_t rung = 0; rung < request.rungs.size(); ++rung) basis.size_of.push_back(known.size_of(rung));
    EpisodeFacts facts = make_episode_facts(request, basis, outlook, outlook_->viewer);
    const bool same = known.id != 0 && known.planned_from == from && known.facts == facts;
    if (!same) known.id = ++last_id_, known.facts = std::move(facts), known.planned_from = from;
    if (request.previous) known.last_rung = static_cast<int>(*request.previous);
}

StreamingDecision SegmentPlanner::decide(const SegmentScene& scene, const std::vector<EpisodeState>& states) {
    StreamingObservation observation;
    observation.episodes = states;
    observation.transfer = std::exchange(transfer_, std::nullopt);
    observation.data_saver = limits_.data_saver;
    if (limits_.pinned_height && !scene.waiting.empty()) {
        const auto request = request_of(scene, scene.viewer.current).value_or(0);
        if (const auto rung = rung_of_height(scene.waiting[request].rungs, *limits_.pinned_height)) {
            observation.pinned_rung = static_cast<int>(*rung);
        }
    }
    return policy_.decide(observation);
}

// The policy plans the current episode and its neighbours. One that does not ask although it is its turn has enough
// for now; the policy then says what would come after it.
SegmentPlanner::Answer SegmentPlanner::ask(const SegmentScene& scene, bool current_asks) {
    std::vector<EpisodeState> states;
    std::vector<const std::string*> names;
    const auto add = [&](const std::string& episode) {
        const auto found = known_.find(episode);
        if (found == known_.end()) return false;
        const Known& known = found->second;
        const bool playing = episode == scene.viewer.current;
        EpisodeState state{.id = known.id, .facts = &known.facts};
        state.fetched = playing && !current_asks ? known.facts.chunks() : known.fetched - known.planned_from;
        state.buffered_s = playing ? seconds_of(std::max(MediaTime{0}, scene.ahead - kHeldByDemuxer))
                                   : static_cast<float>(state.fetched) * known.facts.chunk_s;
        state.first_rung = known.first_rung;
        state.last_rung = known.last_rung;
        states.push_back(state);
        names.push_back(&episode);
        return true;
    };
    add(scene.viewer.current);
    for (const std::string& episode : scene.viewer.next) {
        if (!add(episode)) break;
    }
    Answer answer;
    for (int guess = 0; guess < kMostGuesses && !states.empty(); ++guess) {
        const StreamingDecision decision = decide(scene, states);
        if (decision.wait_s > 0) return answer;
        const auto chosen = static_cast<std::size_t>(decision.episode);
        answer.request = request_of(scene, *names[chosen]);
        answer.rung = decision.rung;
        if (answer.request) return answer;
        EpisodeState& enough = states[chosen];
        ++enough.fetched;
        enough.buffered_s += enough.facts->chunk_s;
        enough.last_rung = decision.rung;
        if (enough.first_rung < 0) enough.first_rung = decision.rung;
    }
    return answer;
}

/// What lies on this machine costs nothing: the best of it that is at most a rung worse than what would be fetched.
std::size_t SegmentPlanner::cached_instead(const SegmentRequest& request, std::size_t rung) {
    for (std::size_t i = request.rungs.size(); i-- > 0 && i + 1 >= rung;) {
        if (request.rungs[i].cached) return i;
    }
    return rung;
}

/// Where nothing is in time the policy's stalls are all alike to it, and it asks for the best picture: what the line
/// cannot bring while there is something to play is not for the episode that plays.
std::size_t SegmentPlanner::in_time(const SegmentScene& scene, const SegmentRequest& request, std::size_t rung) const {
    if (!scene.throughput || *scene.throughput <= 0 || request.episode != scene.viewer.current) return rung;
    const auto known = known_.find(request.episode);
    const double time = to_seconds(scene.ahead + request.duration);
    for (; rung > 0; --rung) {
        const double size = known != known_.end() ? known->second.size_of(rung) : 1;
        const double bits = static_cast<double>(request.rungs[rung].bandwidth) * to_seconds(request.duration) * size;
        if (bits / *scene.throughput <= time) break;
    }
    return rung;
}

SegmentVerdict SegmentPlanner::grant(const SegmentScene& scene, std::size_t request, int rung) {
    const SegmentRequest& asked = scene.waiting[request];
    SegmentVerdict verdict;
    verdict.granted = request;
    verdict.rung = std::min(static_cast<std::size_t>(std::max(rung, 0)), asked.rungs.size() - 1);
    if (limits_.pinned_height) {
        verdict.rung = rung_of_height(asked.rungs, *limits_.pinned_height).value_or(verdict.rung);
    } else {
        if (limits_.data_saver) verdict.rung = 0;
        verdict.rung = cached_instead(asked, in_time(scene, asked, verdict.rung));
    }
    Known& known = known_[asked.episode];
    ++known.fetched;
    known.last_rung = static_cast<int>(verdict.rung);
    if (known.first_rung < 0) known.first_rung = known.last_rung;
    if (is_read_ahead(scene.viewer, asked.episode)) known.ahead_bandwidth = asked.rungs[verdict.rung].bandwidth;
    return verdict;
}

/// What lies in the cache keeps nobody waiting, and is taken from the rung that lies there.
std::optional<SegmentVerdict> SegmentPlanner::serve_read_ahead(const SegmentScene& scene) {
    for (std::size_t i = 0; i < scene.waiting.size(); ++i) {
        const SegmentRequest& request = scene.waiting[i];
        if (request.previous || is_read_ahead(scene.viewer, request.episode)) continue;
        const std::int64_t bandwidth = std::exchange(known_[request.episode].ahead_bandwidth, -1);
        const auto rung = std::ranges::find(request.rungs, bandwidth, &SegmentRung::bandwidth);
        if (rung != request.rungs.end()) return grant(scene, i, static_cast<int>(rung - request.rungs.begin()));
    }
    return std::nullopt;
}

/// As if there were no other episode.
SegmentVerdict SegmentPlanner::grant_alone(const SegmentScene& scene, std::size_t request) {
    const Known& known = known_[scene.waiting[request].episode];
    EpisodeState state{.id = known.id, .facts = &known.facts};
    state.fetched = known.fetched - known.planned_from;
    if (known.fetched > known.begin) state.first_rung = known.first_rung, state.last_rung = known.last_rung;
    const StreamingDecision decision = decide(scene, {state});
    return grant(scene, request, decision.wait_s > 0 ? std::max(known.last_rung, 0) : decision.rung);
}

/// Kept from the line by the data saver.
bool SegmentPlanner::spared(const SegmentScene& scene, const SegmentRequest& request) const {
    if (!limits_.data_saver) return false;
    const bool next = !scene.viewer.next.empty() && request.episode == scene.viewer.next.front();
    return !next || request.buffered > MediaTime{0};
}

bool SegmentPlanner::wants_reserve(const SegmentScene& scene) const {
    return !limits_.data_saver && scene.stalled_at && scene.now - *scene.stalled_at < kWary && scene.ahead < kReserve;
}

/// One that has nothing to show, the next one before the previous one.
std::optional<std::size_t> SegmentPlanner::starving_neighbour(const SegmentScene& scene) const {
    std::vector<std::string> order = scene.viewer.next;
    order.push_back(scene.viewer.previous);
    for (const std::string& episode : order) {
        const auto request = request_of(scene, episode);
        if (!request || scene.waiting[*request].buffered > MediaTime{0}) continue;
        if (!spared(scene, scene.waiting[*request])) return request;
    }
    return std::nullopt;
}

SegmentVerdict SegmentPlanner::serve_current(const SegmentScene& scene, std::size_t request) {
    const auto holds = neighbour_holds_until(scene);
    SegmentVerdict wait;
    if (scene.viewer.playing) wait.ask_again = scene.now + kPolicyWait;
    const bool danger = scene.ahead < SegmentPlanner::kDanger;
    // One after the other is what the policy has planned for.
    if (holds && scene.ahead >= SegmentPlanner::kCalm) {
        wait.ask_again = std::min(*holds, wait.ask_again.value_or(*holds));
        return wait;
    }
    const Answer answer = ask(scene, true);
    if (answer.request == request) return grant(scene, request, answer.rung);
    const bool others = answer.request && !holds && !spared(scene, scene.waiting[*answer.request]);
    // A neighbour that has nothing to show may be worth more than what the current episode gets in the meantime.
    const bool begins = others && scene.waiting[*answer.request].buffered == MediaTime{0};
    if (danger && !begins) return grant_alone(scene, request);
    if (holds) return wait;
    if (others) return grant(scene, *answer.request, answer.rung);
    if (const auto starving = starving_neighbour(scene)) return grant_alone(scene, *starving);
    if (wants_reserve(scene)) return grant_alone(scene, request);
    return wait;
}

SegmentVerdict SegmentPlanner::serve_neighbours(const SegmentScene& scene) {
    SegmentVerdict wait;
    wait.ask_again = room_for_neighbours(scene);
    if (*wait.ask_again > scene.now) return wait;
    wait.ask_again = neighbour_holds_until(scene);
    if (wait.ask_again) return wait;
    const Answer answer = ask(scene, false);
    if (answer.request && !spared(scene, scene.waiting[*answer.request]))
        return grant(scene, *answer.request, answer.rung);
    if (const auto starving = starving_neighbour(scene)) return grant_alone(scene, *starving);
    return wait;
}

SegmentVerdict SegmentPlanner::choose(const SegmentScene& scene) {
    learn(scene);
    if (scene.waiting.empty()) return {};
    if (scene.viewer.current.empty()) return grant_alone(scene, 0);
    if (const auto cached = serve_read_ahead(scene)) return *cached;
    const auto current = request_of(scene, scene.viewer.current);
    if (limits_.waiting == SegmentLimits::Waiting::Never) {
        for (std::size_t i = 0; i < scene.waiting.size() && !current; ++i) {
            if (is_near(scene.viewer, scene.waiting[i].episode)) return grant_alone(scene, i);
        }
        return current ? grant_alone(scene, *current) : SegmentVerdict{};
    }
    return current ? serve_current(scene, *current) : serve_neighbours(scene);
}

}  // namespace cliffhanger
