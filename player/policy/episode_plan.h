// What to fetch next while one episode plays: the next chunk of it, the first chunk of its neighbour, or nothing yet;
// and at which rung. Found by backward induction over the chunks to come, with their sizes, the chance that the viewer
// swipes before each, and a spread of throughputs. Owned by one thread; building takes a fraction of a millisecond.
#pragma once

#include <array>
#include <vector>

#include "player/policy/streaming_observation.h"

namespace cliffhanger {

/// How the viewer's experience is valued, in points: a second of one Mbps is one.
struct StreamingWeights {
    float stall = 1.4f;          ///< a second of waiting: less than felt, as a plan knows no change of mind
    float traffic = 0.5f;        ///< a fetched megabit
    float change = 1;            ///< a change of rate by one Mbps between chunks
    float early_neighbour = 0;   ///< share of its rate that a neighbour's first chunk costs, fetched before its turn
    float noticed_stall = 2.2f;  ///< an episode that starts late enough to be noticed
    float noticed_stall_s = 0.2f;
};

struct ThroughputForecast {
    float mbps = 1, spread = 0.4f;  ///< spread of half a second's mean, relative
    float lasting = 0.2f;           ///< spread that lasts over many chunks, relative
    float round_trip_s = 0.08f;
};

class EpisodePlan {
 public:
    static constexpr int kMostRungs = 4;
    enum class Fetch { Current, Neighbour, Nothing };
    struct Choice {
        Fetch fetch = Fetch::Nothing;
        int rung = 0;
    };
    /// The neighbour's part in the plan; null where there is no further episode.
    struct Neighbour {
        const EpisodePlan* plan = nullptr;
        const EpisodeFacts* facts = nullptr;
        int fetched = 0;
    };

    /// Plans from `first_chunk` for at most `horizon` chunks. Survival has one value a chunk and one for the end.
    void build(const EpisodeFacts& facts, const std::vector<float>& survival, int first_chunk, int horizon,
               const ThroughputForecast& forecast, const StreamingWeights& weights, const Neighbour& neighbour);

    bool covers(int chunk) const noexcept { return chunk >= first_chunk_ && chunk <= last_chunk_; }
    /// `previous` is the rung played before this chunk; `neighbour` the rung of the neighbour's first chunk, or -1.
    Choice choose(int chunk, float buffered_s, int previous, int neighbour) const;
    float value(int chunk, float buffered_s, int previous, int neighbour) const;

 private:
    static constexpr int kPoints = 27;
    static constexpr int kOutcomes = 5;
    struct Outcome {
        float weight = 0, seconds = 0;
    };
    using Outcomes = std::array<Outcome, kOutcomes>;
    const Outcomes& outcomes_of(int chunk, int rung) const noexcept {
        return current_[static_cast<std::size_t>((chunk - first_chunk_) * rungs_ + rung)];
    }

    int state(int previous, int neighbour) const noexcept { return previous * (rungs_ + 1) + neighbour + 1; }
    float rate(int rung) const noexcept { return facts_->rung_mbps[static_cast<std::size_t>(rung)]; }
    float change(int rung, int previous) const;
    float best_with_current(int chunk, float buffered_s, int previous, int neighbour) const;
    static float point(int index);
    static float place(float buffered_s);
    std::size_t at(int chunk, int point_index, int state) const noexcept {
        return static_cast<std::size_t>(((chunk - first_chunk_) * kPoints + point_index) * states_ + state);
    }
    float interpolate(int chunk, float buffered_s, int state) const;
    float survival_at(float position_s) const;
    Outcomes outcomes(float mbit) const;
    void plan_layer(int chunk);
    float value_of_current(int chunk, float buffered_s, int previous, int neighbour, int rung) const;
    float value_of_neighbour(int chunk, float buffered_s, int previous, int rung) const;
    float value_of_waiting(int chunk, float buffered_s, int previous, int neighbour, float wait_s) const;
    float after_swipe(float late_s, int previous, int neighbour) const;
    void plan_end();
    float end_value(float buffered_s, int previous, int neighbour) const;

    const EpisodeFacts* facts_ = nullptr;
    ThroughputForecast forecast_;
    StreamingWeights weights_;
    Neighbour neighbour_;
    int first_chunk_ = 0, last_chunk_ = -1, rungs_ = 1, states_ = 2;
    std::vector<float> survival_;  ///< by tenth of a second
    std::vector<float> values_;
    std::vector<Outcomes> current_, first_of_neighbour_;  ///< by chunk and rung; by rung
};

}  // namespace cliffhanger
