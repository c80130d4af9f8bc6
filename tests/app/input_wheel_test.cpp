#include "app/input/wheel_gate.h"
#include "app/input/wheel_map.h"
#include "app/motion/pager.h"
#include "tests/app/input_wheel_traces.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::wheel_traces;
using std::chrono::milliseconds;

namespace {

/// Gate and pager together, as the player uses them.
int pages_turned(const Trace& trace, WheelGateSettings settings = {}) {
    WheelGate gate(settings);
    Pager pager;
    pager.set_geometry({900, 0, 1});
    pager.set_page_count(100);
    pager.jump_to(50);
    int pages = 0;
    for (const Turn& turn : trace) {
        const Microseconds now = milliseconds{turn.ms};
        pager.update(now);
        const int page = gate.feed(now, turn.notches, pager.settle_progress(now));
        if (page == 0) continue;
        pager.page_by(now, page, PageTrigger::Press);
        ++pages;
    }
    return pages;
}

}  // namespace

TEST_CASE("WheelGate: a mouse wheel turns a page a deliberate notch", "[app][input]") {
    CHECK(pages_turned(mouse_notch()) == 1);
    CHECK(pages_turned(mouse_three_notches()) == 3);
    CHECK(pages_turned(mouse_four_quick_notches()) == 1);
    CHECK(pages_turned(mouse_spin_two_seconds()) == 6);
}

TEST_CASE("WheelGate: an X11 touchpad's burst of twelve whole notches is one page", "[app][input]") {
    REQUIRE(x11_touchpad_swipe().size() == 12);
    CHECK(pages_turned(x11_touchpad_swipe()) == 1);
    CHECK(pages_turned(x11_touchpad_swipe_and_back()) == 2);
}

TEST_CASE("WheelGate: an X11 touchpad swipe beyond the notch interval turns a second page, unless set longer",
          "[app][input]") {
    CHECK(pages_turned(x11_touchpad_long_swipe()) == 2);
    CHECK(pages_turned(x11_touchpad_long_swipe(), {.notch_interval = milliseconds{600}}) == 1);
}

TEST_CASE("WheelGate: a Wayland touchpad turns one page a swipe, none for a graze", "[app][input]") {
    CHECK(pages_turned(wayland_touchpad_swipe()) == 1);
    CHECK(pages_turned(wayland_touchpad_slow_swipe()) == 1);
    CHECK(pages_turned(wayland_touchpad_graze()) == 0);
    CHECK(pages_turned(wayland_touchpad_two_swipes()) == 2);
}

TEST_CASE("WheelGate: momentum turns no further page, a second flick inside it does", "[app][input]") {
    CHECK(pages_turned(macos_flick()) == 1);
    CHECK(pages_turned(macos_second_flick_in_tail()) == 2);
    CHECK(pages_turned(magic_mouse_stroke()) == 1);
}

TEST_CASE("WheelGate: the direction of the page is the direction of the wheel", "[app][input]") {
    WheelGate gate;
    CHECK(gate.feed(milliseconds{0}, -1, 1) == -1);
    CHECK(gate.feed(milliseconds{50}, 1, 0) == 1);
    CHECK(gate.feed(milliseconds{60}, 0, 0) == 0);
}

TEST_CASE("WheelGate: a pause of 120 ms reopens only when the page has nearly settled", "[app][input]") {
    WheelGate gate;
    REQUIRE(gate.feed(milliseconds{0}, 1, 1) == 1);
    CHECK(gate.feed(milliseconds{120}, 1, 0.74) == 0);
    CHECK(gate.feed(milliseconds{240}, 1, 0.75) == 1);
    CHECK(gate.feed(milliseconds{359}, 1, 1) == 0);
}

TEST_CASE("WheelGate: reset forgets the gesture", "[app][input]") {
    WheelGate gate;
    REQUIRE(gate.feed(milliseconds{0}, 1, 1) == 1);
    gate.reset();
    CHECK(gate.feed(milliseconds{10}, 1, 0) == 1);
}

TEST_CASE("wheel_meaning: pages, seeks with Shift or sideways, changes the volume with Ctrl", "[app][input]") {
    const auto check = [](WheelEvent event, WheelUse use, double notches) {
        const WheelMeaning meaning = wheel_meaning(event);
        CHECK(meaning.use == use);
        CHECK(meaning.notches == notches);
    };
    check({.y = -1}, WheelUse::Page, 1);
    check({.y = 1}, WheelUse::Page, -1);
    check({.x = 0.2f, .y = -0.5f}, WheelUse::Page, 0.5);
    check({.x = 1, .y = 0}, WheelUse::Seek, 1);
    check({.y = -1, .shift = true}, WheelUse::Seek, 1);
    check({.y = 1, .ctrl = true}, WheelUse::Volume, 1);
}

TEST_CASE("NotchCounter: parts add up to whole notches within one gesture", "[app][input]") {
    NotchCounter counter;
    CHECK(counter.feed(milliseconds{0}, 0.5) == 0);
    CHECK(counter.feed(milliseconds{10}, 0.5) == 1);
    CHECK(counter.feed(milliseconds{20}, 2.5) == 2);
    CHECK(counter.feed(milliseconds{30}, -0.75) == 0);
    CHECK(counter.feed(milliseconds{40}, -0.25) == -1);
    CHECK(counter.feed(milliseconds{50}, 0.75) == 0);
    CHECK(counter.feed(milliseconds{451}, 0.75) == 0);
}
