#include "player/policy/episode_plan.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

constexpr float kTick = 0.1f;  ///< the survival's resolution, and how long waiting waits
constexpr float kLittle = 1e-4f;

}  // namespace

float EpisodePlan::point(int index) {
    if (index <= 15) return 0.2f * static_cast<float>(index);
    if (index <= 21) return 3 + 0.5f * static_cast<float>(index - 15);
    return 6 + 1.5f * static_cast<float>(index - 21);
}

float EpisodePlan::place(float buffered_s) {
    const float b = std::max(0.f, buffered_s);
    const float x = b < 3 ? b * 5 : b < 6 ? 15 + (b - 3) * 2 : 21 + (b - 6) / 1.5f;
    return std::min(x, kPoints - 1.001f);
}

float EpisodePlan::interpolate(int chunk, float buffered_s, int state) const {
    const float x = place(buffered_s);
    const int i = static_cast<int>(x);
    const float f = x - static_cast<float>(i);
    const std::size_t low = at(chunk, i, state);
    return values_[low] * (1 - f) + values_[low + static_cast<std::size_t>(states_)] * f;
}

float EpisodePlan::survival_at(float position_s) const {
    if (position_s <= 0) return 1;
    const float x = std::min(position_s / kTick, static_cast<float>(survival_.size()) - 1.001f);
    const std::size_t i = static_cast<std::size_t>(x);
    const float f = x - static_cast<float>(i);
    return survival_[i] * (1 - f) + survival_[i + 1] * f;
}

EpisodePlan::Outcomes EpisodePlan::outcomes(float mbit) const {
    // Gauss-Hermite: five throughputs with the mean, spread and tails of a normal one.
    static constexpr float kAt[] = {-2.857f, -1.3556f, 0, 1.3556f, 2.857f};
    static constexpr float kWeight[] = {0.01126f, 0.2221f, 0.5333f, 0.2221f, 0.01126f};
    const float mean_s = mbit / forecast_.mbps;
    const float halves = std::max(0.7f, mean_s / 0.5f + 0.2f);
    const float spread =
        std::sqrt(forecast_.lasting * forecast_.lasting + forecast_.spread * forecast_.spread / halves);
    Outcomes result;
    for (int i = 0; i < kOutcomes; ++i) {
        result[static_cast<std::size_t>(i)] = {kWeight[i],
                                               forecast_.round_trip_s + mean_s / std::max(0.2f, 1 + spread * kAt[i])};
    }
    return result;
}

void EpisodePlan::build(const EpisodeFacts& facts, const std::vector<float>& survival, int first_chunk, int horizon,
                        const ThroughputForecast& forecast, const StreamingWeights& weights,
                        const Neighbour& neighbour) {
    facts_ = &facts, forecast_ = forecast, weights_ = weights, neighbour_ = neighbour;
    rungs_ = std::min(facts.rungs(), kMostRungs);
    states_ = rungs_ * (rungs_ + 1);
    first_chunk_ = first_chunk, last_chunk_ = std::min(facts.chunks(), first_chunk + horizon);
    const int ticks = static_cast<int>(std::lround(facts.chunk_s / kTick));
    survival_.clear();
    for (std::size_t chunk = 0; chunk + 1 < survival.size(); ++chunk) {
        for (int tick = 0; tick < ticks; ++tick) {
            const float f = static_cast<float>(tick) / static_cast<float>(ticks);
            survival_.push_back(std::max(kLittle, survival[chunk] * (1 - f) + survival[chunk + 1] * f));
        }
    }
    survival_.push_back(std::max(kLittle, survival.back()));
    survival_.push_back(survival_.back());
    const std::size_t layers = static_cast<std::size_t>(last_chunk_ - first_chunk_) + 1;
    values_.assign(layers * kPoints * static_cast<std::size_t>(states_), 0);
    current_.resize(layers * static_cast<std::size_t>(rungs_));
    for (int chunk = first_chunk_; chunk < last_chunk_; ++chunk) {
        for (int rung = 0; rung < rungs_; ++rung) {
            current_[static_cast<std::size_t>((chunk - first_chunk_) * rungs_ + rung)] =
                outcomes(facts.mbit(chunk, rung));
        }
    }
    first_of_neighbour_.clear();
    if (neighbour_.facts) {
        for (int rung = 0; rung < rungs_; ++rung)
            first_of_neighbour_.push_back(outcomes(neighbour_.facts->mbit(0, rung)));
    }
    plan_end();
    for (int chunk = last_chunk_ - 1; chunk >= first_chunk_; --chunk) plan_layer(chunk);
}

float EpisodePlan::change(int rung, int previous) const {
    return previous < 0 ? 0 : weights_.change * std::abs(rate(rung) - rate(previous));
}

/// The value of arriving at the neighbour, whose chunks are all there after `late_s` more.
float EpisodePlan::after_swipe(float late_s, int previous, int neighbour) const {
    if (!neighbour_.facts) return 0;
    const float stall = weights_.stall;
    if (neighbour < 0) {
        const float start = neighbour_.plan ? neighbour_.plan->value(0, 0, previous, -1) : -weights_.noticed_stall;
        return start - stall * late_s;
    }
    const int chunks = std::max(1, neighbour_.fetched);
    const float buffered_s = static_cast<float>(chunks) * neighbour_.facts->chunk_s - late_s;
    const float rest = neighbour_.plan ? neighbour_.plan->value(chunks, buffered_s, neighbour, -1) : 0;
    return rest + stall * std::min(0.f, buffered_s);
}

float EpisodePlan::value_of_current(int chunk, float buffered_s, int previous, int neighbour, int rung) const {
    const float position = static_cast<float>(chunk) * facts_->chunk_s - buffered_s;
    const float watching = survival_at(position);
    const float watched = survival_at(static_cast<float>(chunk) * facts_->chunk_s) / watching;
    float value = watched * (rate(rung) * facts_->chunk_s - change(rung, previous)) -
                  weights_.traffic * facts_->mbit(chunk, rung);
    const int next_state = state(rung, neighbour);
    for (const Outcome& outcome : outcomes_of(chunk, rung)) {
        const float played = std::min(outcome.seconds, buffered_s), stalled = outcome.seconds - played;
        const float stay = played > 0 ? survival_at(position + played) / watching : 1;
        float after = stay * (interpolate(chunk + 1, buffered_s - played + facts_->chunk_s, next_state) -
                              weights_.stall * stalled);
        if (chunk == 0 && stalled > weights_.noticed_stall_s) after -= weights_.noticed_stall;
        if (stay < 1) after += (1 - stay) * after_swipe(outcome.seconds - played / 2, std::max(0, previous), neighbour);
        value += outcome.weight * after;
    }
    return value;
}

float EpisodePlan::value_of_neighbour(int chunk, float buffered_s, int previous, int rung) const {
    const float now = static_cast<float>(chunk) * facts_->chunk_s, position = now - buffered_s;
    const float watching = survival_at(position);
    const float watched = survival_at(now) / watching, completed = survival_.back() / watching;
    float value = rate(rung) * neighbour_.facts->chunk_s - weights_.traffic * neighbour_.facts->mbit(0, rung) -
                  weights_.early_neighbour * rate(rung) * std::max(0.f, watched - completed) -
                  (1 - watched) * change(rung, previous);
    for (const Outcome& outcome : first_of_neighbour_[static_cast<std::size_t>(rung)]) {
        const float played = std::min(outcome.seconds, buffered_s), stalled = outcome.seconds - played;
        const float stay = played > 0 ? survival_at(position + played) / watching : 1;
        float after =
            stay * (interpolate(chunk, buffered_s - played, state(previous, rung)) - weights_.stall * stalled);
        if (stay < 1) {
            const float late = outcome.seconds - played / 2;
            const float swiped = neighbour_.plan ? neighbour_.plan->value(1, neighbour_.facts->chunk_s, rung, -1) : 0;
            after += (1 - stay) *
                     (swiped - weights_.stall * late - (late > weights_.noticed_stall_s ? weights_.noticed_stall : 0));
        }
        value += outcome.weight * after;
    }
    return value;
}

float EpisodePlan::value_of_waiting(int chunk, float buffered_s, int previous, int neighbour, float wait_s) const {
    const float position = static_cast<float>(chunk) * facts_->chunk_s - buffered_s;
    const float stay = survival_at(position + wait_s) / survival_at(position);
    return stay * interpolate(chunk, buffered_s - wait_s, state(previous, neighbour)) +
           (1 - stay) * after_swipe(wait_s / 2, previous, neighbour);
}

/// Everything of the episode is there, or it is too far ahead to plan.
float EpisodePlan::end_value(float buffered_s, int previous, int neighbour) const {
    const bool complete = last_chunk_ == facts_->chunks();
    float value = complete ? 0 : -1.5f * std::exp(-buffered_s / 1.5f);
    if (!neighbour_.facts) return value;
    const auto joined = [&](int rung, float spare_s) {
        const int chunks = std::max(1, neighbour_.fetched);
        if (!neighbour_.plan) return 0.f;
        const float buffered = static_cast<float>(chunks) * neighbour_.facts->chunk_s;
        return neighbour_.plan->value(chunks, buffered + (complete ? 0.5f * std::max(0.f, spare_s) : 0), rung, -1);
    };
    if (neighbour >= 0) return value + joined(neighbour, buffered_s);
    const float end = static_cast<float>(last_chunk_) * facts_->chunk_s;
    const float completed = survival_.back() / survival_at(end - buffered_s);
    float best = -1e9f;
    for (int rung = 0; rung < rungs_; ++rung) {
        float here = rate(rung) * neighbour_.facts->chunk_s - weights_.traffic * neighbour_.facts->mbit(0, rung) -
                     (1 - completed) * change(rung, previous);
        if (!complete) here -= weights_.early_neighbour * rate(rung) * (1 - completed);
        for (const Outcome& outcome : first_of_neighbour_[static_cast<std::size_t>(rung)]) {
            here += outcome.weight * (joined(rung, buffered_s - outcome.seconds) -
                                      weights_.stall * std::max(0.f, outcome.seconds - buffered_s));
        }
        best = std::max(best, here);
    }
    return value + best;
}

void EpisodePlan::plan_end() {
    for (int i = 0; i < kPoints; ++i) {
        for (int previous = 0; previous < rungs_; ++previous) {
            for (int neighbour = -1; neighbour < rungs_; ++neighbour) {
                values_[at(last_chunk_, i, state(previous, neighbour))] = end_value(point(i), previous, neighbour);
            }
        }
    }
}

float EpisodePlan::best_with_current(int chunk, float buffered_s, int previous, int neighbour) const {
    float best = -1e9f;
    for (int rung = 0; rung < rungs_; ++rung) {
        best = std::max(best, value_of_current(chunk, buffered_s, previous, neighbour, rung));
    }
    return best;
}

/// States with the neighbour's first chunk come first, since fetching it leads there; then from an empty buffer up,
/// since waiting leads down.
void EpisodePlan::plan_layer(int chunk) {
    for (int stage = 0; stage < 2; ++stage) {
        for (int neighbour = stage == 0 ? 0 : -1; neighbour < (stage == 0 ? rungs_ : 0); ++neighbour) {
            for (int i = 0; i < kPoints; ++i) {
                const float buffered_s = point(i);
                for (int previous = 0; previous < rungs_; ++previous) {
                    float best = best_with_current(chunk, buffered_s, previous, neighbour);
                    if (neighbour < 0 && neighbour_.facts) {
                        for (int rung = 0; rung < rungs_; ++rung) {
                            best = std::max(best, value_of_neighbour(chunk, buffered_s, previous, rung));
                        }
                    }
                    if (i > 0) {
                        best = std::max(
                            best, value_of_waiting(chunk, buffered_s, previous, neighbour, buffered_s - point(i - 1)));
                    }
                    values_[at(chunk, i, state(previous, neighbour))] = best;
                }
            }
        }
    }
}

float EpisodePlan::value(int chunk, float buffered_s, int previous, int neighbour) const {
    const int within = std::clamp(chunk, first_chunk_, last_chunk_);
    return interpolate(within, buffered_s, state(std::max(0, previous), neighbour));
}

EpisodePlan::Choice EpisodePlan::choose(int chunk, float buffered_s, int previous, int neighbour) const {
    Choice choice;
    float best = -1e9f;
    const auto offer = [&](Fetch fetch, int rung, float value) {
        if (value <= best) return;
        best = value;
        choice = {fetch, rung};
    };
    for (int rung = 0; rung < rungs_; ++rung) {
        offer(Fetch::Current, rung, value_of_current(chunk, buffered_s, previous, neighbour, rung));
    }
    if (previous < 0) return choice;
    if (neighbour < 0 && neighbour_.facts) {
        for (int rung = 0; rung < rungs_; ++rung) {
            offer(Fetch::Neighbour, rung, value_of_neighbour(chunk, buffered_s, previous, rung));
        }
    }
    if (buffered_s > kTick) {
        offer(Fetch::Nothing, 0, value_of_waiting(chunk, buffered_s, previous, neighbour, kTick));
    }
    return choice;
}

}  // namespace cliffhanger
