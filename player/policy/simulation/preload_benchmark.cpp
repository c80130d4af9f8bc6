#include "player/policy/simulation/preload_benchmark.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include "player/policy/simulation/baseline_policies.h"
#include "player/policy/simulation/cliffhanger_policy.h"

namespace cliffhanger {
namespace {

template <class Policy>
BenchmarkedPolicy benchmarked(std::string name) {
    return {std::move(name), [] { return std::make_unique<Policy>(); }};
}

int rank_of(const std::string& set) {
    const std::string_view known[] = {"high", "medium", "low", "mixed"};
    return static_cast<int>(std::find(std::begin(known), std::end(known), set) - std::begin(known));
}

double mean_of(const std::vector<SetScore>& sets) {
    double sum = 0;
    for (const SetScore& set : sets) sum += set.score;
    return sum / static_cast<double>(sets.size());
}

double largest_of(std::initializer_list<double> differences) {
    double largest = 0;
    for (const double difference : differences) largest = std::max(largest, std::abs(difference));
    return largest;
}

double difference(const SimulationResult& run, const ExpectedResult& row) {
    if (!row.has_details) return std::abs(run.score - row.score);
    const auto apart = [](std::int64_t a, std::int64_t b) { return static_cast<double>(a - b); };
    return largest_of({run.score - row.score, run.experience - row.experience, run.smooth - row.smooth,
                       apart(run.bytes, row.bytes), apart(run.rebuffer_ms, row.rebuffer_ms),
                       apart(run.waste_bytes, row.waste_bytes), apart(run.chunks, row.chunks)});
}

}  // namespace

const std::vector<BenchmarkedPolicy>& benchmarked_policies() {
    static const std::vector<BenchmarkedPolicy> policies{
        benchmarked<FixedPreloadPolicy>("fixed_preload"), benchmarked<NoSavePolicy>("no_save"),
        benchmarked<VolcRulePolicy>("volc_rule"), benchmarked<Media3DocPolicy>("media3_doc"),
        benchmarked<CliffhangerPolicy>("cliffhanger")};
    return policies;
}

PreloadBenchmark::PreloadBenchmark(const SimulationData& data, unsigned threads)
    : data_(data), threads_(threads ? threads : std::max(1u, std::thread::hardware_concurrency())) {
    bool complete = true;
    const auto sets = mean_by_set([&](std::size_t session, std::size_t trace) {
        const auto row = data_.expected.find({data_.sessions[session].name, data_.traces[trace].name, "clairvoyant"});
        complete = complete && row != data_.expected.end();
        return complete ? row->second.score : 0;
    });
    if (complete) clairvoyant_ = mean_of(sets);
}

PolicyFigures PreloadBenchmark::run(const BenchmarkedPolicy& policy) const {
    PolicyFigures figures;
    figures.name = policy.name;
    figures.runs.resize(data_.sessions.size() * data_.traces.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < figures.runs.size(); i = next++) {
            const auto instance = policy.make();
            Simulator simulator(data_.sessions[i / data_.traces.size()], data_.traces[i % data_.traces.size()]);
            figures.runs[i] = simulator.run(*instance);
        }
    };
    {
        std::vector<std::jthread> workers;
        for (unsigned i = 1; i < threads_; ++i) workers.emplace_back(work);
        work();
    }
    summarise(figures);
    compare(figures);
    return figures;
}

std::vector<SetScore> PreloadBenchmark::mean_by_set(
    const std::function<double(std::size_t, std::size_t)>& score) const {
    std::vector<SetScore> sets;
    for (const SimulatedTrace& trace : data_.traces) {
        const auto same = [&](const SetScore& set) { return set.set == trace.set(); };
        if (std::none_of(sets.begin(), sets.end(), same)) sets.push_back({trace.set()});
    }
    std::stable_sort(sets.begin(), sets.end(),
                     [](const SetScore& a, const SetScore& b) { return rank_of(a.set) < rank_of(b.set); });
    for (SetScore& set : sets) {
        double sum = 0;
        std::size_t count = 0;
        for (std::size_t trace = 0; trace < data_.traces.size(); ++trace) {
            if (data_.traces[trace].set() != set.set) continue;
            for (std::size_t session = 0; session < data_.sessions.size(); ++session, ++count) {
                sum += score(session, trace);
            }
        }
        set.score = sum / static_cast<double>(count);
    }
    return sets;
}

void PreloadBenchmark::summarise(PolicyFigures& figures) const {
    const auto at = [&](std::size_t session, std::size_t trace) -> const SimulationResult& {
        return figures.runs[session * data_.traces.size() + trace];
    };
    figures.sets = mean_by_set([&](std::size_t session, std::size_t trace) { return at(session, trace).score; });
    figures.score = mean_of(figures.sets);
    double bytes = 0, unwatched = 0, swipes = 0, stalled = 0, decisions = 0, seconds = 0;
    for (const SimulationResult& run : figures.runs) {
        bytes += static_cast<double>(run.bytes), unwatched += static_cast<double>(run.unwatched_bytes);
        swipes += run.swipes, stalled += run.stalled_swipes;
        decisions += static_cast<double>(run.decisions), seconds += run.decision_s;
        figures.longest_decision_ms = std::max(figures.longest_decision_ms, 1000 * run.longest_decision_s);
        if (!run.valid) ++figures.invalid_runs;
    }
    figures.stalled_swipes = swipes > 0 ? stalled / swipes : 0;
    figures.waste = bytes > 0 ? unwatched / bytes : 0;
    figures.decision_ms = decisions > 0 ? 1000 * seconds / decisions : 0;
    for (SetScore& set : figures.sets) {
        double in_set = 0, stalled_in_set = 0;
        for (std::size_t i = 0; i < figures.runs.size(); ++i) {
            if (data_.traces[i % data_.traces.size()].set() != set.set) continue;
            in_set += figures.runs[i].swipes, stalled_in_set += figures.runs[i].stalled_swipes;
        }
        set.stalled_swipes = in_set > 0 ? stalled_in_set / in_set : 0;
    }
}

void PreloadBenchmark::compare(PolicyFigures& figures) const {
    for (std::size_t i = 0; i < figures.runs.size(); ++i) {
        const auto row = data_.expected.find(
            {data_.sessions[i / data_.traces.size()].name, data_.traces[i % data_.traces.size()].name, figures.name});
        if (row == data_.expected.end()) continue;
        ++figures.compared;
        figures.largest_difference = std::max(figures.largest_difference, difference(figures.runs[i], row->second));
    }
}

void PreloadBenchmark::set_share(PolicyFigures& figures, const PolicyFigures& no_save) const {
    if (!clairvoyant_ || *clairvoyant_ == no_save.score) return;
    figures.share = (figures.score - no_save.score) / (*clairvoyant_ - no_save.score);
}

}  // namespace cliffhanger
