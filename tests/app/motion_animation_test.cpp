#include "app/motion/animation.h"

#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;

TEST_CASE("ease: every curve runs from 0 to 1 and never turns back", "[app][motion]") {
    const Easing easing = GENERATE(Easing::Linear, Easing::Standard, Easing::EmphasizedDecelerate,
                                   Easing::EmphasizedAccelerate, Easing::Decelerate, Easing::Accelerate);
    CHECK(ease(easing, -1) == 0);
    CHECK(ease(easing, 0) == 0);
    CHECK(ease(easing, 1) == 1);
    CHECK(ease(easing, 2) == 1);
    double last = 0;
    for (int i = 1; i <= 1000; ++i) {
        const double value = ease(easing, i / 1000.0);
        REQUIRE(value >= last - 1e-9);
        last = value;
    }
}

TEST_CASE("CubicBezier: gives y at x, not at the curve's parameter", "[app][motion]") {
    // At parameter 1/2 the curve (.2,0,0,1) is at x = 0.2, y = 0.5.
    CHECK(CubicBezier(0.2, 0, 0, 1)(0.2) == Approx(0.5).margin(1e-5));
    // (.3,0,.8,.15) at 1/2: x = 0.375*0.3 + 0.375*0.8 + 0.125, y = 0.375*0.15 + 0.125.
    CHECK(CubicBezier(0.3, 0, 0.8, 0.15)(0.5375) == Approx(0.18125).margin(1e-5));
    // (.05,.7,.1,1) at 1/2: x = 0.18125, y = 0.7625.
    CHECK(CubicBezier(0.05, 0.7, 0.1, 1)(0.18125) == Approx(0.7625).margin(1e-5));
    CHECK(CubicBezier(1.0 / 3, 1.0 / 3, 2.0 / 3, 2.0 / 3)(0.7) == Approx(0.7).margin(1e-6));
}

TEST_CASE("Animation: runs from 0 to 1 in its duration on injected time", "[app][motion]") {
    Animation animation;
    CHECK_FALSE(animation.running(milliseconds{0}));
    animation.go(milliseconds{100}, 1, milliseconds{200}, Easing::Linear);
    CHECK(animation.value(milliseconds{100}) == 0);
    CHECK(animation.value(milliseconds{150}) == Approx(0.25));
    CHECK(animation.running(milliseconds{299}));
    CHECK(animation.value(milliseconds{300}) == 1);
    CHECK_FALSE(animation.running(milliseconds{300}));
}

TEST_CASE("Animation: a new target starts from the current value, the same target changes nothing", "[app][motion]") {
    Animation animation;
    animation.go(milliseconds{0}, 1, milliseconds{100}, Easing::Linear);
    animation.go(milliseconds{40}, 1, milliseconds{100}, Easing::Linear);
    CHECK(animation.value(milliseconds{50}) == Approx(0.5));
    animation.go(milliseconds{50}, 0, milliseconds{100}, Easing::Linear);
    CHECK(animation.value(milliseconds{50}) == Approx(0.5));
    CHECK(animation.value(milliseconds{100}) == Approx(0.25));
    CHECK(animation.value(milliseconds{150}) == 0);
    animation.set(0.8);
    CHECK(animation.value(milliseconds{150}) == 0.8);
}
