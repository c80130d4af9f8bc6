#include "app/desktop/position_announcer.h"

#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

NowPlaying playing(const std::string& track) {
    NowPlaying state;
    state.status = NowPlaying::Status::Playing;
    state.track = track;
    return state;
}

}  // namespace

TEST_CASE("PositionAnnouncer: says nothing while playback goes on as it was said to", "[app][desktop]") {
    PositionAnnouncer announcer;
    announcer.update(playing("1"), 0ms, 10s);
    for (int i = 1; i <= 100; ++i) CHECK_FALSE(announcer.update(playing("1"), i * 100ms, 10s + i * 100ms));
}

TEST_CASE("PositionAnnouncer: follows the rate", "[app][desktop]") {
    PositionAnnouncer announcer;
    NowPlaying fast = playing("1");
    announcer.update(fast, 0ms, 0s);
    fast.rate = 2;
    CHECK_FALSE(announcer.update(fast, 100ms, 100ms));
    CHECK_FALSE(announcer.update(fast, 20'100ms, 10'100ms));
}

TEST_CASE("PositionAnnouncer: announces a jump, once", "[app][desktop]") {
    PositionAnnouncer announcer;
    announcer.update(playing("1"), 0ms, 0s);
    CHECK(announcer.update(playing("1"), 30s, 1s));
    CHECK_FALSE(announcer.update(playing("1"), 31s, 2s));
}

TEST_CASE("PositionAnnouncer: announces a stall when it has become noticeable", "[app][desktop]") {
    PositionAnnouncer announcer;
    announcer.update(playing("1"), 5s, 0s);
    CHECK_FALSE(announcer.update(playing("1"), 5s, 500ms));
    CHECK(announcer.update(playing("1"), 5s, 800ms));
}

TEST_CASE("PositionAnnouncer: announces where a track begins that does not begin at its beginning", "[app][desktop]") {
    PositionAnnouncer announcer;
    announcer.update(playing("1"), 0ms, 0s);
    CHECK_FALSE(announcer.update(playing("2"), 0ms, 10s));
    CHECK(announcer.update(playing("3"), 40s, 10s));
}

TEST_CASE("PositionAnnouncer: a pause stands still", "[app][desktop]") {
    PositionAnnouncer announcer;
    NowPlaying paused = playing("1");
    announcer.update(paused, 0ms, 0s);
    paused.status = NowPlaying::Status::Paused;
    CHECK_FALSE(announcer.update(paused, 1s, 1s));
    CHECK_FALSE(announcer.update(paused, 1s, 60s));
}
