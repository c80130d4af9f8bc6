// Scores policies on every session and every trace of a data set. Runs are spread over the machine's cores; the results
// do not depend on how.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "player/policy/simulation/simulator.h"

namespace cliffhanger {

struct BenchmarkedPolicy {
    std::string name;
    std::function<std::unique_ptr<SimulatedPolicy>()> make;
};

/// The baselines in the order of the table, ours (`cliffhanger`) last.
const std::vector<BenchmarkedPolicy>& benchmarked_policies();

struct SetScore {
    std::string set;
    double score = 0;           ///< mean S
    double stalled_swipes = 0;  ///< share with a start stall above 200 ms
};

struct PolicyFigures {
    std::string name;
    std::vector<SetScore> sets;   ///< high, medium, low, mixed, then any other
    double score = 0;             ///< mean of the sets' means
    std::optional<double> share;  ///< G: of the gap between no_save and a clairvoyant player
    double stalled_swipes = 0, waste = 0, decision_ms = 0, longest_decision_ms = 0;
    std::size_t invalid_runs = 0;
    std::size_t compared = 0;            ///< rows of expected*.csv
    double largest_difference = 0;       ///< to them, over all their columns
    std::vector<SimulationResult> runs;  ///< [session * traces + trace]
};

class PreloadBenchmark {
 public:
    explicit PreloadBenchmark(const SimulationData& data, unsigned threads = 0);

    PolicyFigures run(const BenchmarkedPolicy& policy) const;
    /// Sets G from the clairvoyant rows and no_save's figures; leaves it unset where the data lacks clairvoyant rows.
    void set_share(PolicyFigures& figures, const PolicyFigures& no_save) const;

 private:
    std::vector<SetScore> mean_by_set(const std::function<double(std::size_t session, std::size_t trace)>& score) const;
    void summarise(PolicyFigures& figures) const;
    void compare(PolicyFigures& figures) const;

    const SimulationData& data_;
    unsigned threads_;
    std::optional<double> clairvoyant_;
};

}  // namespace cliffhanger
