#include "app/input/pointer_visibility.h"

#include "app/kiosk/chrome_dim.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;
using Over = PointerVisibility::Over;

namespace {

InputEvent mouse(Microseconds at, float x) { return {at, MouseEvent{PressType::Move, MouseButton::None, {x, 5}}}; }

}  // namespace

TEST_CASE("PointerVisibility: over what plays it shows while it is moved, and goes three seconds later",
          "[app][input]") {
    PointerVisibility pointer;
    CHECK_FALSE(pointer.shown(0s, Over::Picture));
    CHECK(pointer.shown(0s, Over::Controls));
    pointer.handle(mouse(1s, 10));
    CHECK_FALSE(pointer.shown(1s, Over::Picture));  // the window has come up under it
    pointer.handle(mouse(2s, 11));
    CHECK(pointer.shown(2s, Over::Picture));
    CHECK(pointer.next_change(2s, Over::Picture) == Microseconds(5s));
    CHECK(pointer.shown(4999ms, Over::Picture));
    CHECK_FALSE(pointer.shown(5s, Over::Picture));
    CHECK_FALSE(pointer.next_change(5s, Over::Picture));
    CHECK(pointer.shown(60s, Over::Controls));
    pointer.handle(mouse(6s, 11));
    CHECK_FALSE(pointer.shown(6s, Over::Picture));
    pointer.handle({7s, MouseEvent{PressType::Down, MouseButton::Left, {11, 5}}});
    CHECK(pointer.shown(7s, Over::Picture));
}

TEST_CASE("PointerVisibility: a finger takes it away until the mouse moves", "[app][input]") {
    PointerVisibility pointer;
    pointer.handle(mouse(1s, 10));
    pointer.handle(mouse(1s, 12));
    pointer.handle({2s, TouchEvent{1, PressType::Down, {5, 5}}});
    CHECK_FALSE(pointer.shown(2s, Over::Controls));
    CHECK_FALSE(pointer.shown(2s, Over::Picture));
    pointer.handle(mouse(3s, 13));
    CHECK(pointer.shown(3s, Over::Controls));
}

TEST_CASE("ChromeDim: what stands still dims eight seconds after a touch", "[app][kiosk]") {
    ChromeDim dim;
    dim.touched(10s);
    CHECK(dim.light(10s) == 1.0f);
    CHECK(dim.light(18s) == 1.0f);
    CHECK(dim.next_change(12s) == Microseconds(18s));
    CHECK(dim.light(18300ms) == Approx(0.7f));
    CHECK(dim.animating(18300ms));
    CHECK(dim.light(18600ms) == Approx(0.4f));
    CHECK(dim.light(1h) == Approx(0.4f));
    CHECK_FALSE(dim.animating(1h));
    CHECK_FALSE(dim.next_change(19s));
    dim.touched(60s);
    CHECK(dim.light(60s) == 1.0f);
    CHECK(dim.just_woken(60300ms));
    CHECK_FALSE(dim.just_woken(62s));
    dim.touched(63s);
    CHECK_FALSE(dim.just_woken(63s));
}
