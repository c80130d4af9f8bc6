#include "app/input/scrub.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("StageScrub: the stage's width is the episode, at most 90 s", "[app][input]") {
    const StageScrub brief(seconds{10}, seconds{60}, 400);
    CHECK(brief.position(0) == seconds{10});
    CHECK(brief.position(100) == seconds{25});
    CHECK(brief.position(-400) == seconds{0});
    CHECK(brief.position(400) == seconds{60});
    const StageScrub lengthy(seconds{100}, seconds{600}, 400);
    CHECK(lengthy.position(400) == seconds{190});
    CHECK(lengthy.position(-200) == seconds{55});
    CHECK(StageScrub(seconds{3}, seconds{60}, 0).position(50) == seconds{3});
}

TEST_CASE("BarScrub: jumps to the pointer and follows it", "[app][input]") {
    BarScrub scrub({100, 500, 400, 10}, seconds{80}, 1, {200, 505});
    CHECK(scrub.position() == seconds{20});
    scrub.move({300, 505});
    CHECK(scrub.position() == seconds{40});
    scrub.move({9000, 505});
    CHECK(scrub.position() == seconds{80});
    CHECK(BarScrub({100, 500, 400, 10}, seconds{80}, 1, {0, 505}).position() == seconds{0});
}

TEST_CASE("BarScrub: half speed beyond 96 dp, a quarter beyond 192 dp, above and below", "[app][input]") {
    const float y = GENERATE(-1.0f, 1.0f);
    const float scale = GENERATE(1.0f, 2.0f);
    const Rect bar{0, 500, 400, 10};
    const auto at = [&](float x, float dp) { return Point{x, (y < 0 ? 500.0f : 510.0f) + y * dp * scale}; };
    BarScrub scrub(bar, seconds{100}, scale, at(0, 96));
    CHECK(scrub.speed() == 1);
    scrub.move(at(100, 97));
    CHECK(scrub.speed() == 0.5);
    CHECK(scrub.position() == milliseconds{12500});
    scrub.move(at(100, 192));
    CHECK(scrub.speed() == 0.5);
    scrub.move(at(200, 193));
    CHECK(scrub.speed() == 0.25);
    CHECK(scrub.position() == milliseconds{18750});
    scrub.move(at(200, 300));
    CHECK_FALSE(scrub.cancels());
    scrub.move(at(200, 301));
    CHECK(scrub.cancels());
}
