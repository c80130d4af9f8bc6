// The data of the short-video streaming benchmark: bandwidth traces, videos with their exact chunk sizes and retention,
// sessions with the hidden watch times, and the scores to compare with. Values, read once; no threads.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "net/result.h"

namespace cliffhanger {

inline constexpr int kSimulatedLevels = 3;
inline constexpr std::array<int, kSimulatedLevels> kSimulatedRatesKbps{750, 1200, 1850};

struct SimulatedVideo {
    std::string name;
    std::vector<std::array<std::int64_t, kSimulatedLevels>> bytes;  ///< by chunk of one second
    std::vector<double> retention;                                  ///< one more than chunks: share still watching
    int chunks() const noexcept { return static_cast<int>(bytes.size()); }
};

struct SimulatedTrace {
    std::string name;          ///< `<set>_<number>`
    std::vector<double> mbps;  ///< one value each half second; the first is never in force
    std::string set() const { return name.substr(0, name.rfind('_')); }
};

struct SimulatedSession {
    std::string name;
    double trace_start_s = 0;
    std::vector<const SimulatedVideo*> videos;  ///< owned by the SimulationData it was read with
    std::vector<std::int64_t> watch_ms;
};

/// What an `expected*.csv` row says; `clairvoyant` has only the score.
struct ExpectedResult {
    double score = 0;
    bool has_details = false;
    double experience = 0, smooth = 0;
    std::int64_t bytes = 0, rebuffer_ms = 0, waste_bytes = 0, chunks = 0;
};

struct ExpectedKey {
    std::string session, trace, policy;
    auto operator<=>(const ExpectedKey&) const = default;
};

struct SimulationData {
    std::map<std::string, SimulatedVideo> videos;
    std::vector<SimulatedTrace> traces;      ///< by set, then number
    std::vector<SimulatedSession> sessions;  ///< in the order of the files
    std::map<ExpectedKey, ExpectedResult> expected;

    SimulationData() = default;
    SimulationData(SimulationData&&) = default;
    SimulationData& operator=(SimulationData&&) = default;
    SimulationData(const SimulationData&) = delete;  // sessions point at the videos
    SimulationData& operator=(const SimulationData&) = delete;
};

/// Reads `traces/*.txt`, `videos/*.csv`, `sessions*.csv` and `expected*.csv` (these may be missing). An error names
/// file and line.
Result<SimulationData> read_simulation_data(const std::filesystem::path& directory);

}  // namespace cliffhanger
