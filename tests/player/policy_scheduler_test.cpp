#include "player/policy/policy_scheduler.h"

#include <deque>
#include <future>
#include <random>
#include <thread>

#include "net/bandwidth_meter.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kPatience{20};
constexpr MediaTime kSegment = 2s;
/// With so much the plan waits, as long as nothing is known of the line.
constexpr MediaTime kBeyondThePlan = 9s;

SegmentRequest request_for(std::string episode, std::int64_t segment, MediaTime buffered = MediaTime{0},
                           std::optional<std::size_t> previous = {}) {
    SegmentRequest request;
    request.episode = std::move(episode);
    request.segment = segment;
    request.start = kSegment * segment;
    request.duration = kSegment;
    request.buffered = buffered;
    request.rungs = {{400'000, {}, 360, 640}, {1'000'000, {}, 540, 960}, {2'000'000, {}, 720, 1280}};
    request.previous = segment > 0 && !previous ? std::optional<std::size_t>(0) : previous;
    return request;
}

/// The decision alone, about a feed "a", "b", "c" with the viewer at "a".
struct Desk {
    Desk() {
        scene.now = 60s;
        scene.viewer = {.current = "a", .next = {"b", "c"}, .previous = "z", .playing = true};
        scene.viewer.duration = 60s;
    }
    Desk& asks(std::string episode, std::int64_t segment, MediaTime buffered = MediaTime{0}) {
        if (episode == scene.viewer.current) scene.ahead = buffered;
        scene.waiting.push_back(request_for(std::move(episode), segment, buffered));
        return *this;
    }
    Desk& flies(std::string episode, Microseconds since) {
        scene.flights.push_back({std::move(episode), 0, since});
        return *this;
    }
    /// Thirty transfers of a second at this throughput.
    Desk& measured(SegmentPlanner& planner, float mbps) {
        for (int i = 0; i < 30; ++i) {
            SegmentScene other;
            other.waiting = {request_for("other", 0)};
            other.transfer = TransferSample{mbps, 1.08f};
            planner.choose(other);
        }
        return *this;
    }
    /// Whose turn it is; empty: nobody's for now.
    std::string turn(SegmentPlanner& planner) {
        verdict = planner.choose(scene);
        return verdict.granted ? scene.waiting[*verdict.granted].episode : "";
    }
    SegmentScene scene;
    SegmentVerdict verdict;
};

/// Readers on threads of their own, as sessions have them.
struct Stage {
    explicit Stage(const SegmentLimits& limits = {}) : scheduler(clock, &meter, limits) {}
    std::future<Result<SegmentGrant>> ask(const SegmentRequest& request, std::optional<std::stop_token> stop = {}) {
        std::promise<Result<SegmentGrant>> promise;
        auto answer = promise.get_future();
        readers.emplace_back([this, request, stop, promise = std::move(promise)](const std::stop_token& end) mutable {
            promise.set_value(scheduler.request(request, stop.value_or(end)));
        });
        return answer;
    }
    void at(const char* current, std::vector<std::string> next, MediaTime buffered = MediaTime{0}) {
        scheduler.set_viewer({.current = current, .next = std::move(next), .playing = true, .buffered = buffered});
    }
    ManualClock clock;
    BandwidthMeter meter;
    PolicyScheduler scheduler;
    std::deque<std::jthread> readers;  ///< last: they are stopped and joined before what they use goes
};

bool answered(std::future<Result<SegmentGrant>>& answer) {
    return answer.wait_for(kPatience) == std::future_status::ready;
}

bool waits(const std::future<Result<SegmentGrant>>& answer) {
    return answer.wait_for(0s) == std::future_status::timeout;
}

}  // namespace

TEST_CASE("SegmentPlanner: segments that turn out smaller than their rung says make room for a better one",
          "[policy]") {
    const bool small = GENERATE(false, true);
    CAPTURE(small);
    SegmentPlanner planner({});
    Desk desk;
    desk.measured(planner, 1.2f).asks("a", 3, 3s);
    desk.scene.waiting[0].previous = 1;
    planner.choose(desk.scene);
    if (small) desk.scene.sizes = {{"a", 1, 40'000, 100'000}};
    desk.scene.waiting[0] = request_for("a", 4, 1s, 1);
    desk.scene.ahead = 1s;
    CHECK(desk.turn(planner) == "a");
    CHECK((desk.verdict.rung == 2) == small);
}

TEST_CASE("SegmentPlanner: a file that says nothing of itself yet is taken for one like the file that plays",
          "[policy]") {
    const std::int64_t rate = GENERATE(600'000, 2'000'000);
    CAPTURE(rate);
    SegmentPlanner planner({});
    Desk desk;
    desk.measured(planner, static_cast<float>(rate) * 1.33e-6f).asks("a", 3, 2s).asks("b", 0);
    SegmentRequest& playing = desk.scene.waiting[0];
    playing.start = 3s, playing.duration = 1s, playing.previous = 0, playing.rungs = {{.bandwidth = rate}};
    SegmentRequest& next = desk.scene.waiting[1];
    next.duration = 1s, next.rungs = {{.bandwidth = 0}};
    CHECK(desk.turn(planner) == "b");
}

TEST_CASE("SegmentPlanner: a neighbour that begins may come before a current episode that has little", "[policy]") {
    SegmentPlanner planner({});
    Desk desk;
    desk.measured(planner, 10).asks("a", 1, 1200ms).asks("b", 0);
    for (SegmentRequest& request : desk.scene.waiting) request.duration = 1s, request.rungs = {{.bandwidth = 600'000}};
    desk.scene.waiting[0].start = 1s;
    CHECK(desk.turn(planner) == "b");
    desk.scene.ahead = 400ms;
    CHECK(desk.turn(planner) == "a");
}

TEST_CASE("SegmentPlanner: a segment that lies in the cache is taken from there, unless it is much worse", "[policy]") {
    Desk desk;
    SegmentLimits limits;
    SECTION("better than what would be fetched") {
        desk.asks("a", 0);
        desk.scene.waiting[0].rungs[2].cached = true;
        SegmentPlanner planner(limits);
        CHECK(desk.turn(planner) == "a");
        CHECK(desk.verdict.rung == 2);
    }
    SECTION("much worse") {
        SegmentPlanner planner(limits);
        desk.measured(planner, 30).asks("a", 5, 1s);
        desk.scene.waiting[0].rungs[0].cached = true;
        desk.scene.waiting[0].previous = 2;
        CHECK(desk.turn(planner) == "a");
        CHECK(desk.verdict.rung == 2);
    }
    SECTION("another one than the viewer's") {
        limits.pinned_height = 540;
        desk.asks("a", 0);
        desk.scene.waiting[0].rungs[2].cached = true;
        SegmentPlanner planner(limits);
        CHECK(desk.turn(planner) == "a");
        CHECK(desk.verdict.rung == 1);
    }
}

TEST_CASE("SegmentPlanner: the current episode's first segment comes before any neighbour's", "[policy]") {
    SegmentPlanner planner{SegmentLimits{}};
    CHECK(Desk().asks("z", 0).asks("b", 0).asks("a", 0).turn(planner) == "a");
    // While it is on its way, and until the request for the next one can have come.
    CHECK(Desk().asks("b", 0).flies("a", 59s).turn(planner).empty());
    Desk between;
    between.scene.quiet_since = between.scene.now;
    CHECK(between.asks("b", 0).turn(planner).empty());
    CHECK(between.verdict.ask_again > between.scene.now);
}

TEST_CASE("SegmentPlanner: what was read ahead is granted at once when it is asked for, from the same rung",
          "[policy]") {
    SegmentPlanner planner{SegmentLimits{}};
    Desk ahead;
    REQUIRE(ahead.measured(planner, 3).asks("c", 0).turn(planner) == "c");
    const std::size_t rung = ahead.verdict.rung;
    Desk swiped;
    swiped.scene.viewer = {.current = "b", .next = {"c", "d"}, .previous = "a", .playing = true};
    swiped.asks("b", 3).asks("c", 0).flies("b", 59s);
    CHECK(swiped.turn(planner) == "c");
    CHECK(swiped.verdict.rung == rung);
    CHECK(swiped.turn(planner) == "b");
}

TEST_CASE("SegmentPlanner: a neighbour's first segment comes before the current episode's last seconds", "[policy]") {
    SegmentPlanner planner{SegmentLimits{}};
    Desk().measured(planner, 3);
    int segment = 1;
    for (; segment < 30; ++segment) {
        const std::string turn = Desk().asks("b", 0).asks("a", segment, kSegment * segment - 200ms).turn(planner);
        INFO(segment);
        REQUIRE_FALSE(turn.empty());
        if (turn == "b") break;
    }
    CHECK(segment < 8);
}

TEST_CASE("SegmentPlanner: the current episode in danger waits for nobody", "[policy]") {
    SegmentPlanner planner{SegmentLimits{}};
    Desk().measured(planner, 0.5f);
    CHECK(Desk().asks("b", 0).asks("a", 5, 500ms).turn(planner) == "a");
    CHECK(Desk().asks("a", 5, 500ms).flies("b", 59s).turn(planner) == "a");
}

TEST_CASE("SegmentPlanner: a transfer that its reader has let go of keeps nobody waiting", "[policy]") {
    SegmentPlanner planner{SegmentLimits{}};
    Desk().measured(planner, 3);
    CHECK(Desk().asks("z", 0).flies("b", 59s).turn(planner).empty());
    CHECK(Desk().asks("z", 0).flies("b", 50s).turn(planner) == "z");
    CHECK(Desk().asks("b", 0).flies("a", 50s).turn(planner) == "b");
}

TEST_CASE("SegmentPlanner: a current episode that asks for nothing leaves the line to the next, then the previous",
          "[policy]") {
    SegmentPlanner planner{SegmentLimits{}};
    CHECK(Desk().asks("z", 0).asks("b", 0).turn(planner) == "b");
    CHECK(Desk().asks("z", 0).turn(planner) == "z");
    CHECK(Desk().asks("far", 0).turn(planner).empty());
}

TEST_CASE("SegmentPlanner: a pinned quality is what every episode gets", "[policy]") {
    SegmentLimits limits;
    limits.pinned_height = 700;
    SegmentPlanner planner(limits);
    Desk slow;
    slow.measured(planner, 0.3f).asks("a", 3, 500ms);
    CHECK(slow.turn(planner) == "a");
    CHECK(slow.verdict.rung == 2);
    Desk neighbour;
    CHECK(neighbour.asks("b", 0).turn(planner) == "b");
    CHECK(neighbour.verdict.rung == 2);
    planner.set_pinned_height(360);
    slow.turn(planner);
    CHECK(slow.verdict.rung == 0);
}

TEST_CASE("rung_of_height: the closest shorter side, and none where sizes are not said", "[policy]") {
    std::vector<SegmentRung> rungs = request_for("a", 0).rungs;
    CHECK(rung_of_height(rungs, 720) == 2u);
    CHECK(rung_of_height(rungs, 1) == 0u);
    for (SegmentRung& rung : rungs) rung.width = rung.height = 0;
    CHECK_FALSE(rung_of_height(rungs, 720));
}

TEST_CASE("SegmentPlanner: data saver takes the lowest rung, and of the neighbours the next one's first segment",
          "[policy]") {
    SegmentLimits limits;
    limits.data_saver = true;
    SegmentPlanner planner(limits);
    Desk fast;
    fast.measured(planner, 20).asks("a", 1, 500ms);
    CHECK(fast.turn(planner) == "a");
    CHECK(fast.verdict.rung == 0);
    CHECK(Desk().asks("b", 0).turn(planner) == "b");
    CHECK(Desk().asks("b", 1, 500ms).turn(planner).empty());
    CHECK(Desk().asks("c", 0).turn(planner).empty());
    CHECK(Desk().asks("z", 0).turn(planner).empty());
}

TEST_CASE("SegmentPlanner: a faster network gets a higher rung", "[policy]") {
    SegmentPlanner slow{SegmentLimits{}}, fast{SegmentLimits{}};
    Desk one, other;
    CHECK(one.measured(slow, 0.5f).asks("a", 2, 2s).turn(slow) == "a");
    CHECK(one.verdict.rung == 0);
    CHECK(other.measured(fast, 20).asks("a", 2, 2s).turn(fast) == "a");
    CHECK(other.verdict.rung == 2);
}

TEST_CASE("SegmentPlanner: no rung is granted that the line cannot bring in time", "[policy]") {
    const auto granted = [](double line, MediaTime ahead) {
        SegmentPlanner planner{SegmentLimits{}};
        Desk desk;
        desk.measured(planner, static_cast<float>(line / 1e6)).asks("a", 10, ahead);
        desk.scene.waiting[0].rungs = {{60'000}, {520'000}, {1'000'000}, {2'000'000}};
        desk.scene.throughput = line;
        REQUIRE(desk.turn(planner) == "a");
        return desk.verdict.rung;
    };
    for (const double line : {30e3, 64e3, 130e3, 400e3}) {
        for (const MediaTime ahead : {0ms, 500ms, 1400ms}) {
            CAPTURE(line, ahead.count());
            CHECK(granted(line, ahead) == 0);
        }
    }
    CHECK(granted(20e6, 1400ms) == 3);
}

TEST_CASE("SegmentPlanner: after a stall the current episode keeps a reserve for some minutes, when others have theirs",
          "[policy]") {
    const auto turn = [](const SegmentLimits& limits, std::optional<Microseconds> stalled_at, MediaTime ahead,
                         MediaTime next_has) {
        SegmentPlanner planner(limits);
        Desk desk;
        desk.scene.now = 10min;
        desk.scene.stalled_at = stalled_at;
        desk.measured(planner, 3).asks("a", 5, ahead);
        desk.scene.waiting[0].previous = 2;
        if (next_has < 2s) desk.asks("b", 0, next_has);
        return desk.turn(planner);
    };
    CHECK(turn({}, std::nullopt, 9s, 2s) == "");
    CHECK(turn({}, 6min, 9s, 2s) == "a");
    CHECK(turn({}, 6min, 9s, 0s) == "b");
    CHECK(turn({}, 6min, SegmentPlanner::kReserve, 2s) == "");
    CHECK(turn({}, 10min - SegmentPlanner::kWary, 9s, 2s) == "");
    int waits = 0;
    for (const MediaTime ahead : {2s, 3s, 4s, 5s, 6s, 7s, 8s, 9s}) {
        const std::string usual = turn({.data_saver = true}, std::nullopt, ahead, 2s);
        waits += usual.empty();
        CHECK(turn({.data_saver = true}, 6min, ahead, 2s) == usual);
    }
    CHECK(waits > 0);
}

TEST_CASE("SegmentPlanner: a live stream hours into it is decided like any other", "[policy]") {
    SegmentPlanner planner{SegmentLimits{}};
    Desk live;
    live.scene.viewer.duration.reset();
    CHECK(live.asks("a", 20'000, 500ms).turn(planner) == "a");
}

TEST_CASE("PolicyScheduler: a burst of swipes serves the episode where it ends", "[policy]") {
    Stage stage;
    stage.at("a", {"b"});
    auto a = stage.ask(request_for("a", 0));
    REQUIRE(answered(a));
    CHECK(a.get());
    auto b = stage.ask(request_for("b", 0)), c = stage.ask(request_for("c", 0)), d = stage.ask(request_for("d", 0));
    stage.at("b", {"c"});
    REQUIRE(answered(b));
    stage.at("c", {"d"});
    REQUIRE(answered(c));
    CHECK(waits(d));
    stage.at("d", {});
    REQUIRE(answered(d));
    CHECK(d.get());
}

TEST_CASE("PolicyScheduler: who was made to wait has a reserve from then on", "[policy]") {
    Stage stage;
    stage.at("a", {});
    auto first = stage.ask(request_for("a", 0));
    REQUIRE(answered(first));
    stage.scheduler.finished({"a", 0, 100'000, 1s, SegmentTransfer::End::Complete});
    stage.scheduler.set_viewer({.current = "a", .stalled = true});
    // On this clock nothing else than what the viewer does makes anything due.
    stage.scheduler.set_viewer({.current = "a", .playing = true, .buffered = kBeyondThePlan});
    auto more = stage.ask(request_for("a", 5, kBeyondThePlan));
    REQUIRE(answered(more));
    CHECK(more.get());
}

TEST_CASE("PolicyScheduler: before anything is known about the viewer whoever asks is served", "[policy]") {
    Stage stage;
    auto first = stage.ask(request_for("a", 0));
    REQUIRE(answered(first));
    CHECK(first.get());
}

TEST_CASE("PolicyScheduler: a stop ends the wait for a grant", "[policy]") {
    Stage stage;
    stage.at("a", {});
    std::stop_source stop;
    auto far = stage.ask(request_for("far", 0), stop.get_token());
    CHECK(waits(far));
    stop.request_stop();
    REQUIRE(answered(far));
    CHECK(far.get().error().kind == ErrorKind::Aborted);
    auto current = stage.ask(request_for("a", 0));
    REQUIRE(answered(current));
}

TEST_CASE("PolicyScheduler: a neighbour waits for the end of the current episode's segment", "[policy]") {
    Stage stage;
    stage.at("a", {"b"});
    auto a = stage.ask(request_for("a", 0));
    REQUIRE(answered(a));
    auto b = stage.ask(request_for("b", 0));
    stage.clock.advance(1s);
    stage.scheduler.finished({"a", 0, 100'000, 1s, SegmentTransfer::End::Complete});
    CHECK(waits(b));
    stage.clock.advance(1s);
    stage.at("a", {"b"}, 5s);
    REQUIRE(answered(b));
}

TEST_CASE("PolicyScheduler: counts how often the episode that plays changed its rung", "[policy]") {
    SegmentLimits limits;
    limits.pinned_height = 720;
    Stage stage(limits);
    stage.at("a", {});
    for (std::int64_t segment = 0; segment < 3; ++segment) {
        const std::optional<std::size_t> previous = segment < 1 ? std::nullopt : std::optional<std::size_t>(2);
        auto answer = stage.ask(request_for("a", segment, {}, previous));
        REQUIRE(answered(answer));
        CHECK(answer.get()->rung == 2);
        stage.scheduler.finished({"a", segment, 100'000, 1s, SegmentTransfer::End::Complete});
    }
    CHECK(stage.scheduler.rung_changes() == 0);
    stage.scheduler.set_pinned_height(360);
    auto answer = stage.ask(request_for("a", 3, {}, 2));
    REQUIRE(answered(answer));
    CHECK(answer.get()->rung == 0);
    CHECK(stage.scheduler.rung_changes() == 1);
}

TEST_CASE("PolicyScheduler: tells what the current stream offers, and takes another wish under way", "[policy]") {
    Stage stage;
    stage.at("a", {"b"});
    CHECK(stage.scheduler.rungs().empty());
    auto first = stage.ask(request_for("a", 0));
    REQUIRE(answered(first));
    REQUIRE(stage.scheduler.rungs().size() == 3);
    CHECK(stage.scheduler.rungs()[2].height == 1280);
    stage.scheduler.finished({"a", 0, 100'000, 1s, SegmentTransfer::End::Complete});
    stage.scheduler.set_pinned_height(720);
    auto pinned = stage.ask(request_for("a", 1));
    REQUIRE(answered(pinned));
    CHECK(pinned.get()->rung == 2);
    stage.scheduler.finished({"a", 1, 100'000, 1s, SegmentTransfer::End::Complete});
    stage.scheduler.set_pinned_height(std::nullopt);
    stage.scheduler.set_data_saver(true);
    auto saved = stage.ask(request_for("a", 2));
    REQUIRE(answered(saved));
    CHECK(saved.get()->rung == 0);
    stage.at("z", {"y"});
    CHECK(stage.scheduler.rungs().empty());
}

// Three readers with real threads, a viewer who swipes at random, and a network that is sometimes slow: the one who is
// looked at always comes to its end. Time passes only when everybody has been asked.
TEST_CASE("PolicyScheduler: nobody who is watched is left waiting, whatever the viewer does", "[policy]") {
    Stage stage;
    std::mt19937 random(7);
    constexpr std::int64_t kSegments = 12;
    const std::vector<std::string> names = {"a", "b", "c"};
    std::vector<std::int64_t> fetched(3, 0);
    std::vector<std::future<Result<SegmentGrant>>> waiting(3);
    MediaTime position{0};
    std::size_t current = 0;
    int turns = 0;
    while (fetched != std::vector<std::int64_t>(3, kSegments) && ++turns < 4000) {
        const MediaTime buffered = std::max(MediaTime{0}, kSegment * fetched[current] - position);
        std::vector<std::string> next(names.begin() + static_cast<std::ptrdiff_t>(current) + 1, names.end());
        const Viewer viewer{.current = names[current],
                            .next = next,
                            .previous = current > 0 ? names[current - 1] : "",
                            .playing = random() % 4 != 0,
                            .buffered = buffered};
        stage.scheduler.set_viewer(viewer);
        for (std::size_t i = 0; i < 3; ++i) {
            if (waiting[i].valid() || fetched[i] == kSegments) continue;
            const MediaTime has = i == current ? buffered : fetched[i] > 0 ? kSegment : MediaTime{0};
            waiting[i] = stage.ask(request_for(names[i], fetched[i], has));
        }
        // What is watched and has nothing is granted without any time passing; the viewer is told of every loop turn.
        if (buffered == MediaTime{0} && waiting[current].valid()) {
            for (auto tries = kPatience / 1ms; tries > 0 && waits(waiting[current]); --tries) {
                stage.scheduler.set_viewer(viewer);
                waiting[current].wait_for(1ms);
            }
            REQUIRE_FALSE(waits(waiting[current]));
        }
        stage.clock.advance(Microseconds{100'000 + random() % 400'000});
        for (std::size_t i = 0; i < 3; ++i) {
            if (!waiting[i].valid() || waits(waiting[i])) continue;
            REQUIRE(waiting[i].get());
            const Microseconds took{10'000 + random() % 2'000'000};
            stage.clock.advance(took);
            stage.meter.add({500'000, took, stage.clock.now()});
            stage.scheduler.finished({names[i], fetched[i]++, 500'000, took, SegmentTransfer::End::Complete});
        }
        position = std::min(position + 300ms, kSegment * fetched[current]);
        if (random() % 30 == 0 || fetched[current] == kSegments) {
            current = random() % 3;
            position = MediaTime{0};
        } else if (buffered > 10s) {
            position += 5s;
        }
    }
    CHECK(turns < 4000);
    // Those that are still asked for end with a stop, as sessions do.
    for (auto& answer : waiting) CHECK_FALSE(answer.valid());
}

}  // namespace cliffhanger
