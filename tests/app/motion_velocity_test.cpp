#include "app/motion/rubber_band.h"
#include "app/motion/velocity_tracker.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;

TEST_CASE("VelocityTracker: an even motion has its speed on both axes", "[app][motion]") {
    VelocityTracker tracker;
    for (int i = 0; i <= 5; ++i) tracker.add(milliseconds{16 * i}, {3.2f * i, -16.0f * i});
    const Point v = tracker.velocity(milliseconds{80}, 8000);
    CHECK(v.x == Approx(200).epsilon(1e-3));
    CHECK(v.y == Approx(-1000).epsilon(1e-3));
}

TEST_CASE("VelocityTracker: two samples are not enough", "[app][motion]") {
    VelocityTracker tracker;
    tracker.add(milliseconds{0}, {0, 0});
    tracker.add(milliseconds{16}, {0, 50});
    CHECK(tracker.velocity(milliseconds{16}, 8000).y == 0);
    tracker.add(milliseconds{32}, {0, 100});
    CHECK(tracker.velocity(milliseconds{32}, 8000).y == Approx(3125).epsilon(1e-3));
}

TEST_CASE("VelocityTracker: a finger that rested more than 40 ms before it left has no speed", "[app][motion]") {
    VelocityTracker tracker;
    for (int i = 0; i <= 4; ++i) tracker.add(milliseconds{10 * i}, {0, 10.0f * i});
    CHECK(tracker.velocity(milliseconds{80}, 8000).y == Approx(1000).epsilon(1e-3));
    CHECK(tracker.velocity(milliseconds{81}, 8000).y == 0);
}

TEST_CASE("VelocityTracker: what is older than 100 ms does not count", "[app][motion]") {
    VelocityTracker tracker;
    for (int i = 0; i <= 10; ++i) tracker.add(milliseconds{10 * i}, {0, 0});
    for (int i = 1; i <= 10; ++i) tracker.add(milliseconds{100 + 10 * i}, {0, 10.0f * i});
    CHECK(tracker.velocity(milliseconds{200}, 8000).y == Approx(1000).epsilon(1e-3));
}

TEST_CASE("VelocityTracker: limited, and harmless when all samples have one time", "[app][motion]") {
    VelocityTracker tracker;
    for (int i = 0; i <= 4; ++i) tracker.add(milliseconds{10 * i}, {0, 500.0f * i});
    CHECK(tracker.velocity(milliseconds{40}, 8000).y == 8000);
    tracker.clear();
    for (int i = 0; i <= 4; ++i) tracker.add(milliseconds{10}, {0, 500.0f * i});
    CHECK(tracker.velocity(milliseconds{10}, 8000).y == 0);
}

TEST_CASE("rubber_band: 100 px are shown as 52 and 400 as 177 on a page of 900", "[app][motion]") {
    CHECK(rubber_band(100, 900) == Approx(51.8).margin(0.05));
    CHECK(rubber_band(400, 900) == Approx(176.8).margin(0.05));
    CHECK(rubber_band(0, 900) == 0);
    CHECK(rubber_band(1e9, 900) < 900.0001);
    CHECK(rubber_band_inverse(rubber_band(250, 900), 900) == Approx(250));
}
