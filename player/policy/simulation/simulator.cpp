#include "player/policy/simulation/simulator.h"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace cliffhanger {
namespace {

constexpr std::size_t kWindow = 5;
constexpr std::int64_t kChunkMs = 1000;
constexpr double kStallWeight = 1.85;
constexpr double kTrafficWeight = 0.5;
constexpr double kHopeless = -1e4;
constexpr double kAborted = -1e9;
constexpr std::int64_t kNoticedStallMs = 200;
/// No watch time is this long; a policy that only sleeps must end somewhere.
constexpr std::int64_t kMostDecisions = 10'000'000;

int rate_of(int level) { return kSimulatedRatesKbps[static_cast<std::size_t>(level)]; }

double thread_cpu_s() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

Simulator::Simulator(const SimulatedSession& session, const SimulatedTrace& trace)
    : session_(session),
      network_(trace, session.trace_start_s),
      last_level_(session.videos.size()),
      start_stall_ms_(session.videos.size()) {
    while (queue_.size() < std::min(kWindow, session.videos.size())) append_player();
}

void Simulator::append_player() {
    const std::size_t next = static_cast<std::size_t>(current_) + queue_.size();
    if (next >= session_.videos.size()) return;
    SimulatedPlayer player;
    player.video = session_.videos[next];
    queue_.push_back(std::move(player));
}

SimulationResult Simulator::run(SimulatedPolicy& policy) {
    while (!over()) {
        observation_.queue = queue_;
        observation_.current = current_;
        const double before = thread_cpu_s();
        const SimulatedAction action = policy.decide(observation_);
        const double took = thread_cpu_s() - before;
        result_.decision_s += took;
        result_.longest_decision_s = std::max(result_.longest_decision_s, took);
        if (++result_.decisions > kMostDecisions || !allowed(action)) {
            result_.valid = false;
            return result_;
        }
        observation_.first_step = false;
        action.sleep_ms > 0 ? sleep(action.sleep_ms) : download(action.video, action.level);
        if (result_.experience < kHopeless) {
            result_.score = kAborted;
            return result_;
        }
    }
    result_.score = result_.experience - kTrafficWeight * static_cast<double>(result_.bytes) * 8 / 1e6;
    result_.swipes = static_cast<int>(session_.videos.size()) - 1;
    result_.stalled_swipes = static_cast<int>(std::count_if(start_stall_ms_.begin() + 1, start_stall_ms_.end(),
                                                            [](std::int64_t ms) { return ms > kNoticedStallMs; }));
    return result_;
}

bool Simulator::allowed(const SimulatedAction& action) const {
    if (action.sleep_ms > 0) return std::isfinite(action.sleep_ms);
    const int place = action.video - current_;
    return place >= 0 && place < static_cast<int>(queue_.size()) && action.level >= 0 &&
           action.level < kSimulatedLevels && queue_[static_cast<std::size_t>(place)].remaining() > 0;
}

void Simulator::sleep(double ms) {
    observation_.delay_ms = static_cast<std::int64_t>(std::floor(ms));
    observation_.bytes = 0;
    play(observation_.delay_ms);
    result_.experience += 0.0 - kStallWeight * static_cast<double>(observation_.rebuffer_ms) / 1000;
}

void Simulator::download(int video, int level) {
    SimulatedPlayer& player = queue_[static_cast<std::size_t>(video - current_)];
    const std::int64_t bytes =
        player.video->bytes[static_cast<std::size_t>(player.arrived)][static_cast<std::size_t>(level)];
    charge_request(video, level);
    player.levels.push_back(level);
    player.fetched_bytes += bytes;
    result_.bytes += bytes;
    ++result_.chunks;
    observation_.bytes = bytes;
    observation_.delay_ms = network_.transfer(bytes);
    play(observation_.delay_ms);
    result_.experience -= kStallWeight * static_cast<double>(observation_.rebuffer_ms) / 1000;
    if (video < current_) {
        result_.waste_bytes += bytes;
    } else if (!over()) {
        SimulatedPlayer& arrived_at = queue_[static_cast<std::size_t>(video - current_)];
        arrived_at.buffered_ms += kChunkMs;
        ++arrived_at.arrived;
    }
}

void Simulator::charge_request(int video, int level) {
    const std::size_t index = static_cast<std::size_t>(video);
    const SimulatedPlayer& player = queue_[static_cast<std::size_t>(video - current_)];
    const int chunk = player.arrived;
    const std::int64_t last_watched = session_.watch_ms[index] / kChunkMs;
    if (chunk > last_watched) return;
    double smooth = 0;
    if (chunk == last_watched) {
        last_level_[index] = level;
        const std::size_t next = static_cast<std::size_t>(video - current_) + 1;
        // The formula's quirk: the next video's first level is compared with nothing.
        if (next < queue_.size() && queue_[next].arrived > 0) smooth += rate_of(queue_[next].levels.front());
    }
    if (chunk > 0) {
        smooth += std::abs(rate_of(level) - rate_of(player.levels[static_cast<std::size_t>(chunk) - 1]));
    } else if (index > 0 && last_level_[index - 1]) {
        smooth += std::abs(rate_of(level) - rate_of(*last_level_[index - 1]));
    }
    result_.experience += static_cast<double>(rate_of(level)) / 1000 - smooth / 1000;
    result_.smooth += smooth / 1000;
}

void Simulator::play(std::int64_t ms) {
    observation_.rebuffer_ms = 0;
    std::int64_t balance = 0, rest = ms;
    while (balance >= 0 && rest > 0) {
        SimulatedPlayer& player = queue_.front();
        const std::int64_t before = player.played_ms;
        const std::int64_t until_swipe = session_.watch_ms[static_cast<std::size_t>(current_)] - before;
        const std::int64_t wanted = std::min(rest, until_swipe);
        balance = player.buffered_ms - wanted;
        player.played_ms += std::min(player.buffered_ms, wanted);
        player.buffered_ms = std::max<std::int64_t>(player.buffered_ms - wanted, 0);
        const std::int64_t played = player.played_ms - before;
        rest -= played;
        if (played == until_swipe) {
            leave_current();
            if (over()) return;
        }
    }
    if (balance >= 0) return;
    observation_.rebuffer_ms = rest;
    result_.rebuffer_ms += rest;
    if (queue_.front().played_ms == 0) start_stall_ms_[static_cast<std::size_t>(current_)] += rest;
}

void Simulator::leave_current() {
    const SimulatedPlayer& player = queue_.front();
    const std::int64_t watched = (session_.watch_ms[static_cast<std::size_t>(current_)] + kChunkMs - 1) / kChunkMs;
    for (std::size_t chunk = static_cast<std::size_t>(watched); chunk < player.levels.size(); ++chunk) {
        const std::int64_t bytes = player.video->bytes[chunk][static_cast<std::size_t>(player.levels[chunk])];
        result_.waste_bytes += bytes;
        result_.unwatched_bytes += bytes;
    }
    queue_.erase(queue_.begin());
    ++current_;
    append_player();
}

}  // namespace cliffhanger
