#include "app/kiosk/kiosk_mode.h"

#include "app/kiosk/attract_loop.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;
using State = KioskMode::State;

namespace {

KioskMode in_session(Microseconds now) {
    KioskMode mode;
    mode.enter(now);
    return mode;
}

constexpr KioskMode::Activity kIdle{}, kWatching{.watching = true, .followed = 0};

}  // namespace

TEST_CASE("kiosk: a screen that nobody touches attracts for ever", "[app][kiosk]") {
    KioskMode mode;
    mode.update(24h, kWatching);
    CHECK(mode.state() == State::Attract);
    CHECK_FALSE(mode.next_change(24h));
}

TEST_CASE("kiosk: what was touched but not entered begins anew after 45 s", "[app][kiosk]") {
    KioskMode mode;
    mode.input(10s);
    mode.update(54s, kWatching);
    CHECK(mode.state() == State::Attract);
    CHECK(mode.next_change(54s) == 55s);
    mode.update(55s, kWatching);
    CHECK(mode.state() == State::Reset);
    mode.wiped();
    mode.update(200s, kWatching);
    CHECK(mode.state() == State::Attract);
}

TEST_CASE("kiosk: a paused session is warned after 45 s and reset 15 s later", "[app][kiosk]") {
    KioskMode mode = in_session(0s);
    mode.update(44s, kIdle);
    CHECK(mode.state() == State::Session);
    mode.update(45s, kIdle);
    REQUIRE(mode.state() == State::IdleWarn);
    CHECK(mode.warning_seconds(45s) == 15);
    CHECK(mode.warning_seconds(59'500ms) == 1);
    CHECK(mode.warning_left(52'500ms) == Approx(0.5));
    mode.update(59'999ms, kIdle);
    CHECK(mode.state() == State::IdleWarn);
    mode.update(60s, kIdle);
    CHECK(mode.state() == State::Reset);
    mode.wiped();
    CHECK(mode.state() == State::Attract);
}

TEST_CASE("kiosk: any input answers the warning, and the time begins anew", "[app][kiosk]") {
    KioskMode mode = in_session(0s);
    mode.update(45s, kIdle);
    mode.input(58s);
    CHECK(mode.state() == State::Session);
    mode.update(102s, kIdle);
    CHECK(mode.state() == State::Session);
    mode.update(103s, kIdle);
    CHECK(mode.state() == State::IdleWarn);
}

TEST_CASE("kiosk: who watches is not asked, and the 45 s count from when the pictures stop", "[app][kiosk]") {
    KioskMode mode = in_session(0s);
    mode.update(300s, kWatching);
    CHECK(mode.state() == State::Session);
    mode.update(344s, kIdle);
    CHECK(mode.state() == State::Session);
    mode.update(345s, kIdle);
    CHECK(mode.state() == State::IdleWarn);
}

TEST_CASE("kiosk: three episodes that follow by themselves are as many as nobody touches anything for",
          "[app][kiosk]") {
    KioskMode mode = in_session(0s);
    mode.update(60s, {true, 2});
    CHECK(mode.state() == State::Session);
    mode.input(61s);
    mode.update(120s, {true, 4});
    CHECK(mode.state() == State::Session);
    mode.update(180s, {true, 5});
    CHECK(mode.state() == State::IdleWarn);
    mode.input(181s);
    mode.update(182s, {true, 5});
    CHECK(mode.state() == State::Session);
}

TEST_CASE("kiosk: the next visitor's episodes count from his own beginning", "[app][kiosk]") {
    KioskMode mode = in_session(0s);
    mode.update(60s, {true, 3});
    mode.update(75s, {false, 3});
    REQUIRE(mode.state() == State::Reset);
    mode.wiped();
    mode.enter(80s);
    mode.update(140s, {true, 5});
    CHECK(mode.state() == State::Session);
    mode.update(200s, {true, 6});
    CHECK(mode.state() == State::IdleWarn);
}

TEST_CASE("kiosk: the operator's pad opens anywhere and gives back what was there", "[app][kiosk]") {
    SECTION("over the teasers") {
        KioskMode mode;
        mode.ask_pin(10s);
        CHECK(mode.state() == State::Operator);
        mode.leave_pin(12s);
        CHECK(mode.state() == State::Attract);
    }
    SECTION("over a session, and by itself after 30 s") {
        KioskMode mode = in_session(0s);
        mode.ask_pin(10s);
        mode.input(20s);
        mode.update(49s, kIdle);
        CHECK(mode.state() == State::Operator);
        mode.update(50s, kIdle);
        CHECK(mode.state() == State::Session);
    }
    SECTION("over the warning: somebody is there") {
        KioskMode mode = in_session(0s);
        mode.update(45s, kIdle);
        mode.ask_pin(50s);
        mode.leave_pin(51s);
        CHECK(mode.state() == State::Session);
    }
}

TEST_CASE("kiosk: a teaser is turned after twelve seconds, and sooner when it is over or stands still",
          "[app][kiosk]") {
    AttractLoop loop;
    loop.begin(0s);
    CHECK_FALSE(loop.due(0s, {.page = 4}));
    for (auto at = 1s; at < 12s; ++at) CHECK_FALSE(loop.due(at, {.page = 4, .position = at}));
    CHECK(loop.due(12s, {.page = 4, .position = 12s}));
    CHECK_FALSE(loop.due(12s, {.page = 5}));
    CHECK_FALSE(loop.due(13s, {.page = 5, .position = 1s, .over = true}));
    CHECK(loop.due(14s, {.page = 5, .position = 1s, .over = true}));
    CHECK(loop.due(14s, {.page = 5, .position = 1s, .useless = true}));
    CHECK_FALSE(loop.due(17s, {.page = 6, .position = 3s}));
    CHECK_FALSE(loop.due(22s, {.page = 6, .position = 3s}));
    CHECK(loop.due(23s, {.page = 6, .position = 3s}));
}
