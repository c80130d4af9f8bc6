#include "player/policy/simulation/baseline_policies.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace cliffhanger {
namespace {

double rate_of(int level) { return kSimulatedRatesKbps[static_cast<std::size_t>(level)]; }

SimulatedAction sleep_for(double ms) { return {.sleep_ms = ms}; }

const SimulatedPlayer* neighbour(const SimulatedObservation& seen, std::size_t place) {
    return place < seen.queue.size() ? &seen.queue[place] : nullptr;
}

}  // namespace

SimulatedAction FixedPreloadPolicy::decide(const SimulatedObservation& seen) {
    if (seen.first_step) return {};
    std::size_t place = 0;
    if (seen.queue[0].remaining() <= 0) {
        for (place = 1; place < seen.queue.size(); ++place) {
            const SimulatedPlayer& player = seen.queue[place];
            if (player.arrived >= 4 || player.remaining() <= 0) continue;
            const auto& retention = player.video->retention;
            const double now = retention[static_cast<std::size_t>(player.played_ms / 1000)];
            if (retention[static_cast<std::size_t>(player.arrived)] / now > 0.65) break;
        }
        if (place >= seen.queue.size()) return sleep_for(500);
    }
    const std::int64_t buffered = seen.queue[place].buffered_ms;
    return {.video = seen.current + static_cast<int>(place), .level = buffered > 2000 ? 2 : buffered > 1000 ? 1 : 0};
}

SimulatedAction NoSavePolicy::decide(const SimulatedObservation& seen) {
    if (seen.first_step) return {.video = 0, .level = 2};
    if (seen.bytes > 0) {
        std::rotate(throughput_.begin(), throughput_.begin() + 1, throughput_.end());
        throughput_.back() = (static_cast<double>(seen.bytes) / 1e6) / (static_cast<double>(seen.delay_ms) / 1000);
    }
    std::size_t place = 0;
    if (seen.queue[0].remaining() <= 0) {
        bool anything = false;
        for (place = 1; place < seen.queue.size(); ++place) anything = anything || seen.queue[place].remaining() > 0;
        if (!anything) return sleep_for(500);
        const auto wanted = [&](std::int64_t limit) {
            for (std::size_t j = 1; j < seen.queue.size(); ++j) {
                if (seen.queue[j].fetched_bytes < limit && seen.queue[j].remaining() > 0) return j;
            }
            return std::size_t{0};
        };
        place = 0;
        for (std::int64_t limit = 800'000; place == 0; limit += 800'000) place = wanted(limit);
    }
    return {.video = seen.current + static_cast<int>(place), .level = choose_level(seen.queue[place])};
}

void NoSavePolicy::estimate() {
    const double last = throughput_.back();
    errors_.push_back(estimates_.empty() ? 0 : std::abs(estimates_.back() - last) / last);
    auto first = throughput_.begin();
    while (first != throughput_.end() && *first == 0) ++first;
    double sum = 0;
    for (auto value = first; value != throughput_.end(); ++value) sum += 1 / *value;
    estimates_.push_back(static_cast<double>(throughput_.end() - first) / sum);
}

/// The official player estimates twice a decision, the second time against its own fresh estimate.
double NoSavePolicy::predicted_throughput() {
    estimate();
    estimate();
    const auto recent = errors_.size() > 5 ? errors_.end() - 5 : errors_.begin();
    return estimates_.back() / (1 + *std::max_element(recent, errors_.end()));
}

/// All combinations for up to five chunks. As in the official player, each one continues from the last level of the one
/// before it.
int NoSavePolicy::choose_level(const SimulatedPlayer& player) {
    const double throughput = predicted_throughput();
    const int chunks = std::min(5, player.remaining());
    int combinations = 1;
    for (int i = 0; i < chunks; ++i) combinations *= kSimulatedLevels;
    double best = -1e18;
    int best_first = 0, previous = player.levels.empty() ? 0 : player.levels.back();
    for (int combination = 0; combination < combinations; ++combination) {
        double stall = 0, buffered = static_cast<double>(player.buffered_ms), quality = 0, smooth = 0;
        int first = 0;
        for (int i = 0, divisor = combinations / kSimulatedLevels; i < chunks; ++i, divisor /= kSimulatedLevels) {
            const int level = combination / divisor % kSimulatedLevels;
            if (i == 0) first = level;
            const auto bytes =
                player.video->bytes[static_cast<std::size_t>(player.arrived + i)][static_cast<std::size_t>(level)];
            const double took = 1000 * (static_cast<double>(bytes) / 1e6) / throughput;
            stall += std::max(0.0, took - buffered);
            buffered = std::max(buffered - took, 0.0) + 1000;
            quality += rate_of(level);
            smooth += std::abs(rate_of(level) - rate_of(previous));
            previous = level;
        }
        const double reward = quality / 1000 - 4.3 * stall / 1000 - smooth / 1000;
        if (reward >= best) {
            best = reward;
            best_first = first;
        }
    }
    return best_first;
}

void RecentThroughput::observe(const SimulatedObservation& seen) {
    if (seen.bytes == 0) return;
    mbps_.push_back(static_cast<double>(seen.bytes) * 8 / 1e6 / (static_cast<double>(seen.delay_ms) / 1000));
    if (mbps_.size() > 5) mbps_.erase(mbps_.begin());
}

int RecentThroughput::highest_level_within(double share) const {
    if (mbps_.empty()) return 0;
    double sum = 0;
    for (const double value : mbps_) sum += 1 / value;
    const double limit = share * static_cast<double>(mbps_.size()) / sum * 1000;
    int level = 0;
    while (level + 1 < kSimulatedLevels && rate_of(level + 1) <= limit) ++level;
    return level;
}

SimulatedAction VolcRulePolicy::decide(const SimulatedObservation& seen) {
    throughput_.observe(seen);
    if (seen.first_step) return {};
    const int level = throughput_.highest_level_within(0.9);
    const SimulatedPlayer& current = seen.queue[0];
    if (current.buffered_ms <= 20'000 && current.remaining() > 0) return {.video = seen.current, .level = level};
    for (std::size_t place = 1; place <= 3; ++place) {
        const SimulatedPlayer* const next = neighbour(seen, place);
        if (next && next->remaining() > 0 && next->fetched_bytes < 800 * 1024) {
            return {.video = seen.current + static_cast<int>(place), .level = level};
        }
    }
    if (current.buffered_ms <= 25'000 && current.remaining() > 0) return {.video = seen.current, .level = level};
    return sleep_for(100);
}

SimulatedAction Media3DocPolicy::decide(const SimulatedObservation& seen) {
    throughput_.observe(seen);
    if (seen.first_step) return {};
    const SimulatedPlayer& current = seen.queue[0];
    if (seen.current != last_current_) loading_ = true;
    last_current_ = seen.current;
    if (loading_ && current.buffered_ms >= 20'000) loading_ = false;
    if (!loading_ && current.buffered_ms < 5'000) loading_ = true;
    if (loading_ && current.remaining() > 0) return {.video = seen.current, .level = level_of_current(current)};
    const SimulatedPlayer* const next = neighbour(seen, 1);
    if (next && next->remaining() > 0 && next->buffered_ms < 3'000) {
        return {.video = seen.current + 1, .level = throughput_.highest_level_within(0.7)};
    }
    return sleep_for(100);
}

int Media3DocPolicy::level_of_current(const SimulatedPlayer& player) const {
    const int level = throughput_.highest_level_within(0.7);
    if (player.levels.empty()) return level;
    const int held = player.levels.back();
    if (level > held) return player.buffered_ms >= 10'000 ? level : held;
    if (level < held) return player.buffered_ms < 25'000 ? level : held;
    return held;
}

}  // namespace cliffhanger
