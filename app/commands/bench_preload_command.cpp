#include "app/commands/bench_preload_command.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "player/policy/simulation/preload_benchmark.h"

namespace cliffhanger {
namespace {

constexpr int kExitWrongUsage = 1;
constexpr int kExitNotUsable = 2;
constexpr int kExitDiffers = 3;
/// The rows of expected*.csv have six decimals.
constexpr double kLargestDifference = 1e-6;

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void write_number(Writer& json, const char* key, double value) {
    json.Key(key);
    json.Double(std::round(value * 1e6) / 1e6);
}

void write_policy(Writer& json, const PolicyFigures& figures) {
    json.StartObject();
    json.Key("name");
    json.String(figures.name.c_str());
    write_number(json, "S", figures.score);
    json.Key("G");
    figures.share ? json.Double(std::round(*figures.share * 1e6) / 1e6) : json.Null();
    const auto by_set = [&](const char* key, double SetScore::*field) {
        json.Key(key);
        json.StartObject();
        for (const SetScore& set : figures.sets) write_number(json, set.set.c_str(), set.*field);
        json.EndObject();
    };
    by_set("sets", &SetScore::score);
    write_number(json, "stalled_swipes", figures.stalled_swipes);
    by_set("stalled_by_set", &SetScore::stalled_swipes);
    write_number(json, "waste", figures.waste);
    write_number(json, "decision_ms", figures.decision_ms);
    write_number(json, "longest_decision_ms", figures.longest_decision_ms);
    json.Key("compared_rows");
    json.Uint64(figures.compared);
    json.Key("largest_difference");
    json.Double(figures.largest_difference);
    json.EndObject();
}

void print_json(std::ostream& out, const std::vector<PolicyFigures>& all) {
    rapidjson::StringBuffer buffer;
    Writer json(buffer);
    json.StartObject();
    json.Key("policies");
    json.StartArray();
    for (const PolicyFigures& figures : all) write_policy(json, figures);
    json.EndArray();
    json.EndObject();
    out << buffer.GetString() << "\n";
}

std::string cell(const char* format, double value) {
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

void print_text(std::ostream& out, const std::vector<PolicyFigures>& all) {
    char name[32];
    std::snprintf(name, sizeof name, "%-14s", "policy");
    out << name << "       S       G";
    for (const SetScore& set : all.front().sets) {
        std::snprintf(name, sizeof name, "%9s", set.set.c_str());
        out << name;
    }
    out << "  stalled   waste  ms/decision\n";
    for (const PolicyFigures& figures : all) {
        std::snprintf(name, sizeof name, "%-14s", figures.name.c_str());
        out << name << cell("%8.2f", figures.score) << (figures.share ? cell("%8.3f", *figures.share) : "       -");
        for (const SetScore& set : figures.sets) out << cell("%9.2f", set.score);
        out << cell("%8.1f%%", 100 * figures.stalled_swipes) << cell("%7.1f%%", 100 * figures.waste)
            << cell("%13.4f", figures.decision_ms) << "\n";
    }
    out << "\n";
    for (const PolicyFigures& figures : all) {
        if (figures.compared > 0) {
            out << figures.name << ": " << figures.compared << " expected rows, largest difference "
                << cell("%.1e", figures.largest_difference) << "\n";
        }
    }
    if (!all.front().share)
        out << "G is not known: not every session and trace has a clairvoyant row in expected*.csv\n";
}

/// What is wrong with them; empty when nothing is.
std::string disagreement(const PolicyFigures& figures, const SimulationData& data) {
    if (figures.invalid_runs > 0)
        return "asked for what does not exist in " + std::to_string(figures.invalid_runs) + " runs";
    const auto rows = static_cast<std::size_t>(
        std::ranges::count_if(data.expected, [&](const auto& row) { return row.first.policy == figures.name; }));
    if (figures.compared < rows)
        return std::to_string(rows - figures.compared) + " expected rows name no session and trace that is there";
    if (figures.largest_difference <= kLargestDifference) return {};
    return "is not scored as expected: the largest difference is " + cell("%.1e", figures.largest_difference);
}

}  // namespace

int run_bench_preload(const BenchOptions& options, std::ostream& out, std::ostream& errors) {
    const auto& known = benchmarked_policies();
    const auto wanted =
        std::find_if(known.begin(), known.end(), [&](const auto& p) { return p.name == options.policy; });
    if (!options.policy.empty() && wanted == known.end()) {
        errors << "cliffhanger: no policy is named \"" << options.policy << "\"; there are";
        for (const BenchmarkedPolicy& policy : known) errors << " " << policy.name;
        errors << "\n";
        return kExitWrongUsage;
    }
    if (options.data.empty()) {
        errors << "cliffhanger: bench preload needs --data, a folder with traces, videos and sessions\n";
        return kExitWrongUsage;
    }
    const Result<SimulationData> data = read_simulation_data(options.data);
    if (!data) {
        errors << "cliffhanger: " << data.error().context << ": " << data.error().message << "\n";
        return kExitNotUsable;
    }
    const PreloadBenchmark benchmark(*data);
    const auto no_save_policy =
        std::find_if(known.begin(), known.end(), [](const auto& p) { return p.name == "no_save"; });
    const PolicyFigures no_save = benchmark.run(*no_save_policy);
    std::vector<PolicyFigures> all;
    bool agrees = true;
    for (const BenchmarkedPolicy& policy : known) {
        if (!options.policy.empty() && policy.name != options.policy) continue;
        all.push_back(policy.name == no_save.name ? no_save : benchmark.run(policy));
        benchmark.set_share(all.back(), no_save);
        const std::string wrong = disagreement(all.back(), *data);
        agrees = agrees && wrong.empty();
        if (!wrong.empty()) errors << "cliffhanger: " << policy.name << ": " << wrong << "\n";
    }
    options.json ? print_json(out, all) : print_text(out, all);
    return agrees ? 0 : kExitDiffers;
}

}  // namespace cliffhanger
