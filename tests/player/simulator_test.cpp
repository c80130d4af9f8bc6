#include "player/policy/simulation/simulator.h"

#include <filesystem>
#include <fstream>

#include "player/policy/simulation/preload_benchmark.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

const std::filesystem::path kSource = CLIFFHANGER_TEST_SOURCE_DIR;

SimulationData fixture() {
    auto data = read_simulation_data(kSource / "tests/fixtures/svs");
    if (!data) FAIL(data.error().context << ": " << data.error().message);
    return std::move(*data);
}

class ScriptedPolicy : public SimulatedPolicy {
 public:
    explicit ScriptedPolicy(std::vector<SimulatedAction> actions) : actions_(std::move(actions)) {}
    SimulatedAction decide(const SimulatedObservation& seen) override {
        delays.push_back(seen.delay_ms);
        return actions_.at(next_++);
    }
    std::vector<std::int64_t> delays;

 private:
    std::vector<SimulatedAction> actions_;
    std::size_t next_ = 0;
};

SimulationResult run(const SimulationData& data, std::vector<SimulatedAction> actions) {
    ScriptedPolicy policy(std::move(actions));
    return Simulator(data.sessions[0], data.traces[0]).run(policy);
}

std::string error_with(const std::string& file, const std::string& text) {
    const test::TemporaryFolder folder;
    std::filesystem::copy(kSource / "tests/fixtures/svs", folder.path(), std::filesystem::copy_options::recursive);
    std::ofstream(folder.path() / file) << text;
    const auto data = read_simulation_data(folder.path());
    return data ? "" : data.error().context.substr(folder.path().string().size() + 1) + ": " + data.error().message;
}

}  // namespace

TEST_CASE("Simulator: a session is scored as worked out by hand", "[policy]") {
    const SimulationData data = fixture();
    ScriptedPolicy policy({{0, 0}, {1, 1}, {0, 2}, {.sleep_ms = 1000.9}, {1, 1}, {.sleep_ms = 2000}});
    const SimulationResult result = Simulator(data.sessions[0], data.traces[0]).run(policy);
    // 95,000 payload bytes take 100 ms at 8 Mbps, and each request 80 ms more; the first trace value is never in force.
    CHECK(policy.delays == std::vector<std::int64_t>{0, 180, 230, 330, 1000, 230});
    // Waiting for the first chunk is a stall. The first video's last chunk comes after the second one's first: its
    // whole rate of 1.2 is charged beside the change from 0.75 to 1.85.
    CHECK(result.valid);
    CHECK(result.rebuffer_ms == 180);
    CHECK(result.smooth == Approx(1.1 + 1.2));
    CHECK(result.experience == Approx(0.75 + 1.2 + 1.85 + 1.2 - 2.3 - 1.85 * 0.18));
    CHECK(result.bytes == 617'500);
    CHECK(result.score == Approx(result.experience - 0.5 * 4.94));
    CHECK(result.waste_bytes == 0);
    CHECK(result.swipes == 1);
    CHECK(result.stalled_swipes == 0);
    CHECK(result.chunks == 4);
}

TEST_CASE("Simulator: the boundary between two videos is smooth when they are fetched in order", "[policy]") {
    const SimulationResult result =
        run(fixture(), {{0, 1}, {0, 1}, {1, 1}, {1, 1}, {.sleep_ms = 3000}, {.sleep_ms = 3000}});
    CHECK(result.smooth == 0);
    CHECK(result.score == Approx(4 * 1.2 - 1.85 * 0.23 - 0.5 * 8 * 0.57));
}

TEST_CASE("Simulator: a chunk in flight when its video is left counts once as unwatched, twice as the challenge counts",
          "[policy]") {
    SimulationData data = fixture();
    data.sessions[0].watch_ms = {100, 2000};
    const SimulationResult result = run(data, {{0, 0}, {0, 0}, {1, 0}, {1, 0}, {.sleep_ms = 3000}});
    CHECK(result.unwatched_bytes == 95'000);
    CHECK(result.waste_bytes == 190'000);
    CHECK(result.rebuffer_ms == 180 + 80 + 180);
}

TEST_CASE("Simulator: a swipe to what has not come stalls, and is counted above 200 ms", "[policy]") {
    SimulationData data = fixture();
    data.sessions[0].watch_ms = {500, 500};
    CHECK(run(data, {{0, 0}, {.sleep_ms = 600}, {1, 0}, {.sleep_ms = 600}}).stalled_swipes == 1);
    CHECK(run(data, {{0, 0}, {.sleep_ms = 500}, {1, 0}, {.sleep_ms = 600}}).stalled_swipes == 0);
}

TEST_CASE("Simulator: a request beyond the queue or the last chunk voids the run", "[policy]") {
    CHECK_FALSE(run(fixture(), {{2, 0}}).valid);
    CHECK_FALSE(run(fixture(), {{0, 3}}).valid);
    CHECK_FALSE(run(fixture(), {{1, 0}, {1, 0}, {1, 0}}).valid);
}

TEST_CASE("SimulationData: malformed data is refused with file, line and reason", "[policy]") {
    CHECK(error_with("traces/low_00.txt", "1\n2\nfast\n") == "traces/low_00.txt:3: \"fast\" is not a number");
    CHECK(error_with("traces/low_00.txt", "1\n0\n") == "traces/low_00.txt:2: a bandwidth must be above 0");
    CHECK(error_with("videos/first.csv", "chunk\n0,1,2\n") == "videos/first.csv:2: has no column 5");
    CHECK(error_with("videos/first.csv", "chunk\n0,1,2,3,1.0\n") ==
          "videos/first.csv: needs a row for each chunk and a last one with the retention alone");
    CHECK(error_with("sessions.csv", "session\ns0,0,third,10\n") == "sessions.csv:2: no video is named \"third\"");
    CHECK(error_with("sessions.csv", "session\ns0,0,first,2001\n") ==
          "sessions.csv:2: \"2001\" is no watch time within first");
    CHECK(error_with("expected.csv", "session\ns0,low_00,no_save,?\n") == "expected.csv:2: \"?\" is not a number");
}

TEST_CASE("PreloadBenchmark: without a clairvoyant row for each run the score has no share", "[policy]") {
    SimulationData data = fixture();
    const auto share = [&] {
        const PreloadBenchmark benchmark(data);
        const PolicyFigures no_save = benchmark.run(benchmarked_policies()[1]);
        PolicyFigures figures = benchmark.run(benchmarked_policies()[0]);
        benchmark.set_share(figures, no_save);
        CHECK(figures.sets.size() == 2);
        CHECK(figures.score == Approx((figures.sets[0].score + figures.sets[1].score) / 2));
        return figures.share;
    };
    CHECK(share());
    data.expected.erase({"s0", "low_00", "clairvoyant"});
    CHECK_FALSE(share());
}

TEST_CASE("PreloadBenchmark: the published policies score on the challenge's data as recorded", "[policy]") {
    const auto folder = kSource.parent_path() / "shared/data/svs";
    if (!std::filesystem::exists(folder)) {
        WARN("skipped: " << folder << " is not there");
        return;
    }
    const auto data = read_simulation_data(folder);
    REQUIRE(data);
    const PreloadBenchmark benchmark(*data);
    for (std::size_t i = 0; i < 4; ++i) {
        const PolicyFigures figures = benchmark.run(benchmarked_policies()[i]);
        INFO(figures.name);
        CHECK(figures.compared == data->sessions.size() * data->traces.size());
        CHECK(figures.largest_difference < 1e-6);
    }
}

}  // namespace cliffhanger
