#include "app/commands/swipe_bench.h"

#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;

TEST_CASE("swipe_script: plans the single swipes asked for, with jumps and bursts that lead back", "[app][bench]") {
    const SwipeScript script = swipe_script(200);
    int jumps = 0, ends = 0, singles = 0, under_way = 0;
    Microseconds last{0};
    for (const PlannedSwipe& swipe : script.swipes) {
        CHECK(swipe.time > last);
        last = swipe.time;
        jumps += swipe.plan == SwipePlan::Jump;
        ends += swipe.plan == SwipePlan::BurstEnd;
        under_way += swipe.plan == SwipePlan::BurstUnderWay;
        singles += swipe.plan == SwipePlan::Single;
    }
    CHECK(jumps == 20);
    CHECK(ends == 8);
    CHECK(under_way == 9 * ends);
    CHECK(singles == 200);
    CHECK(std::holds_alternative<ScriptQuit>(script.steps.back().what));
    CHECK(script.steps.back().time > last);
}

TEST_CASE("swipe_script: a burst is ten presses within two seconds", "[app][bench]") {
    const SwipeScript script = swipe_script(1);
    std::optional<Microseconds> first;
    for (const PlannedSwipe& swipe : script.swipes) {
        if (swipe.plan == SwipePlan::BurstUnderWay && !first) first = swipe.time;
        if (swipe.plan != SwipePlan::BurstEnd) continue;
        REQUIRE(first);
        CHECK(swipe.time - *first <= milliseconds(2000));
        first.reset();
    }
}

TEST_CASE("summarise: a figure belongs to the newest swipe that was due when it began", "[app][bench]") {
    const std::vector<PlannedSwipe> planned = {{milliseconds(100), SwipePlan::Jump},
                                               {milliseconds(200), SwipePlan::BurstUnderWay},
                                               {milliseconds(300), SwipePlan::BurstEnd},
                                               {milliseconds(400), SwipePlan::Single},
                                               {milliseconds(500), SwipePlan::Single}};
    const Microseconds start = milliseconds(1000);
    const std::vector<SwipeFigure> figures = {{false, start + milliseconds(105), 30},
                                              {true, start + milliseconds(200), 1},
                                              {true, start + milliseconds(310), 70},
                                              {true, start + milliseconds(400), 5},
                                              // Its neighbour was not ready.
                                              {false, start + milliseconds(501), 40}};
    const SwipeReport report = summarise(figures, planned, start);
    CHECK(report.prepared.planned == 2);
    CHECK(report.prepared.count == 1);
    CHECK(report.prepared.max_ms == 5);
    CHECK(report.unprepared.count == 2);
    CHECK(report.unprepared.p50_ms == 30);
    CHECK(report.unprepared.max_ms == 40);
    CHECK(report.burst.count == 1);
    CHECK(report.burst.p95_ms == 70);
}
