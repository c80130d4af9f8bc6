#include "app/motion/spring.h"

#include <cmath>

#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;

namespace {

/// x'' = -w^2 x - 2 w x', by Runge-Kutta in `substeps` a frame.
SpringState integrate(SpringState s, double w, double seconds, int substeps) {
    const double h = seconds / substeps;
    const auto acceleration = [w](double x, double v) { return -w * w * x - 2 * w * v; };
    for (int i = 0; i < substeps; ++i) {
        const double v1 = s.velocity, a1 = acceleration(s.x, v1);
        const double v2 = v1 + h / 2 * a1, a2 = acceleration(s.x + h / 2 * v1, v2);
        const double v3 = v1 + h / 2 * a2, a3 = acceleration(s.x + h / 2 * v2, v3);
        const double v4 = v1 + h * a3, a4 = acceleration(s.x + h * v3, v4);
        s = {s.x + h / 6 * (v1 + 2 * v2 + 2 * v3 + v4), s.velocity + h / 6 * (a1 + 2 * a2 + 2 * a3 + a4)};
    }
    return s;
}

}  // namespace

TEST_CASE("Spring: the closed form agrees with numeric integration at 30, 60 and 144 Hz", "[app][motion]") {
    const double hertz = GENERATE(30.0, 60.0, 144.0);
    const double velocity = GENERATE(-21.0, -5.0, 0.0, 5.0, 21.0);
    SpringState numeric{-1, velocity};
    for (int frame = 1; frame <= static_cast<int>(hertz); ++frame) {
        numeric = integrate(numeric, kPageSpring, 1 / hertz, 64);
        const SpringState closed = critically_damped({-1, velocity}, kPageSpring, frame / hertz);
        REQUIRE(closed.x == Approx(numeric.x).margin(1e-6));
        REQUIRE(closed.velocity == Approx(numeric.velocity).margin(1e-4));
    }
}

TEST_CASE("Spring: stepping from frame to frame ends where one long step ends", "[app][motion]") {
    const int hertz = GENERATE(30, 60, 144);
    SpringState stepped{1, -7};
    for (int frame = 0; frame < hertz; ++frame) stepped = critically_damped(stepped, kPageSpring, 1.0 / hertz);
    CHECK(stepped.x == Approx(critically_damped({1, -7}, kPageSpring, 1).x).margin(1e-12));
}

TEST_CASE("Spring: paging is 95 % done after 226 ms, whatever the distance", "[app][motion]") {
    const double distance = GENERATE(0.01, 1.0, 2.0);
    Spring spring(kPageSpring);
    spring.start(milliseconds{0}, 0, 0, distance);
    CHECK(spring.progress(milliseconds{225}) < 0.95);
    CHECK(spring.progress(milliseconds{226}) >= 0.95);
}

TEST_CASE("Spring: never passes its target, however fast it is released", "[app][motion]") {
    const double velocity = GENERATE(-500.0, -21.0, 0.0, 21.0, 500.0);
    Spring spring(kPageSpring);
    spring.start(milliseconds{0}, 0, velocity, 1);
    for (int ms = 0; ms < 2000; ++ms) REQUIRE(spring.value(milliseconds{ms}) <= 1);
}

TEST_CASE("Spring: a full-page turn of 844 dp is at rest after about 450 ms", "[app][motion]") {
    Spring spring(kPageSpring);
    spring.start(milliseconds{0}, 0, 0, 1);
    const double dp = 1.0 / 844;
    CHECK_FALSE(spring.at_rest(milliseconds{400}, 0.5 * dp, 20 * dp));
    CHECK(spring.at_rest(milliseconds{520}, 0.5 * dp, 20 * dp));
}

TEST_CASE("Spring: a new target keeps position and velocity", "[app][motion]") {
    Spring spring(kPageSpring);
    spring.start(milliseconds{0}, 0, 0, 1);
    const double value = spring.value(milliseconds{80}), velocity = spring.velocity(milliseconds{80});
    spring.retarget(milliseconds{80}, 2);
    CHECK(spring.value(milliseconds{80}) == Approx(value));
    CHECK(spring.velocity(milliseconds{80}) == Approx(velocity));
    CHECK(spring.target() == 2);
}

TEST_CASE("Spring: set is at rest at once", "[app][motion]") {
    Spring spring;
    spring.set(3);
    CHECK(spring.value(milliseconds{10}) == 3);
    CHECK(spring.progress(milliseconds{10}) == 1);
}

TEST_CASE("underdamped_step: overshoots once visibly and settles at 1", "[app][motion]") {
    CHECK(underdamped_step(0.55, 20, 0) == 0);
    double highest = 0;
    for (int ms = 0; ms < 1000; ++ms) highest = std::max(highest, underdamped_step(0.55, 20, ms / 1000.0));
    CHECK(highest == Approx(1 + std::exp(-0.55 * M_PI / std::sqrt(1 - 0.55 * 0.55))).epsilon(1e-3));
    CHECK(underdamped_step(0.55, 20, 1) == Approx(1).margin(1e-3));
}
