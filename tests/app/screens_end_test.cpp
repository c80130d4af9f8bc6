#include <algorithm>

#include "app/screens/playback_loop.h"
#include "player/packet.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

constexpr Size kPortrait{390, 844};

void end(ScreenRig& rig) {
    SessionSnapshot& snapshot = rig.host.snapshots[rig.host.current];
    snapshot.state = SessionState::Ended;
    snapshot.position = *snapshot.duration;
}

void choose(ScreenRig& rig, const std::string& row, int choice) {
    rig.press_key("O");
    rig.run(500ms);
    rig.click("sheet.options." + row);
    rig.run(500ms);  // the choice may lie where the row was: no double click
    rig.click("sheet.options." + row + "." + std::to_string(choice));
    rig.run(100ms);
    rig.press_key("O");
    rig.run(500ms);
}

}  // namespace

TEST_CASE("PlaybackLoop: one key marks the beginning, the end, and takes both away", "[app][screens]") {
    PlaybackLoop loop;
    loop.mark(5s);
    CHECK_FALSE(loop.active());
    loop.mark(8s);
    REQUIRE(loop.active());
    CHECK_FALSE(loop.jump(7900ms, false));
    CHECK(loop.jump(7995ms, false) == 5s);
    CHECK(loop.jump(8s, true) == 5s);
    loop.mark(1s);
    CHECK_FALSE(loop.from());
    loop.mark(6s);
    loop.mark(3s);  // before the first: a new first
    CHECK(loop.from() == 3s);
    CHECK_FALSE(loop.to());
}

TEST_CASE("PlayerScreen: a section is played again at its end, and drawn on the bar", "[app][screens]") {
    ScreenRig rig(kPortrait);
    SessionSnapshot& snapshot = rig.host.snapshots[11];
    snapshot.position = 10s;
    rig.press_key("A");
    snapshot.position = 14s;
    rig.press_key("A");
    REQUIRE(rig.host.seeks.size() == 1);
    CHECK(rig.host.seeks[0] == std::pair<MediaTime, SeekMode>{10s, SeekMode::Exact});
    snapshot.position = 13'980ms;
    rig.frame();
    CHECK(rig.host.seeks.size() == 1);
    snapshot.position = 13'995ms;
    rig.frame();
    CHECK(rig.host.seeks.size() == 2);
    CHECK_FALSE(rig.host.follows);
}

TEST_CASE("PlayerScreen: a repeated episode begins again", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.press_key("R");
    end(rig);
    rig.frame();
    REQUIRE_FALSE(rig.host.seeks.empty());
    CHECK(rig.host.seeks[0].first == 0s);
    CHECK(rig.host.commits.empty());
}

TEST_CASE("PlayerScreen: the sound of the next episode follows only where it follows by itself", "[app][screens]") {
    ScreenRig rig(kPortrait);
    CHECK(rig.host.follows);
    rig.press_key("R");
    CHECK_FALSE(rig.host.follows);
    rig.press_key("R");
    CHECK(rig.host.follows);
    rig.host.playing = false;
    rig.frame();
    CHECK_FALSE(rig.host.follows);
}

TEST_CASE("PlayerScreen: while nothing changes, what follows is not taken off and put on again", "[app][screens]") {
    ScreenRig rig(kPortrait);
    const int changes = rig.host.follow_changes;
    rig.run(100ms);
    CHECK(rig.host.follow_changes == changes);
}

TEST_CASE("PlayerScreen: after a countdown of five seconds the next episode begins", "[app][screens]") {
    ScreenRig rig(kPortrait);
    choose(rig, "autoplay", 2);
    end(rig);
    rig.run(4900ms);
    CHECK(rig.shows("player.upnext"));
    CHECK(rig.host.commits.empty());
    rig.run(200ms);
    CHECK(rig.host.commits == std::vector<std::size_t>{12});
    rig.run(1s);
    CHECK_FALSE(rig.shows("player.upnext"));
}

TEST_CASE("options: what follows an episode is the setting, wherever it is chosen", "[app][screens]") {
    ScreenRig rig(kPortrait);
    choose(rig, "autoplay", 0);
    CHECK(rig.host.script_settings.get(Setting::Autoplay) == "off");
    rig.host.script_settings.set(Setting::Autoplay, "on");
    end(rig);
    rig.run(500ms);
    CHECK(rig.host.commits == std::vector<std::size_t>{12});
}

TEST_CASE("options: the volume is chosen in quarters, beside what the wheel has left", "[app][screens]") {
    ScreenRig rig(kPortrait);
    choose(rig, "volume", 2);
    CHECK(rig.host.volume_now == 0.5f);
    rig.host.volume_now = 0.6f;
    choose(rig, "volume", 0);
    CHECK(rig.host.is_muted);
    CHECK(rig.host.volume_now == 0.6f);
    choose(rig, "volume", 3);  // muted, 25, 50, 60
    CHECK_FALSE(rig.host.is_muted);
    CHECK(rig.host.volume_now == 0.6f);
}

TEST_CASE("options: where not all of them fit, a wheel and a finger scroll them", "[app][screens]") {
    const Size size = GENERATE(Size{1024, 560}, Size{390, 560});
    ScreenRig rig(size);
    rig.press_key("O");
    rig.run(600ms);
    REQUIRE(rig.shows("sheet.options.speed"));
    const Rect first = rig.rect("sheet.options.speed");
    const Point middle{first.center().x, first.y + 150};
    SECTION("a wheel") {
        for (int i = 0; i < 12; ++i) rig.wheel(-1, middle);
    }
    SECTION("a finger") {
        rig.touch(PressType::Down, middle);
        for (int i = 1; i <= 14; ++i) {
            rig.clock.advance(16ms);
            rig.touch(PressType::Move, {middle.x, middle.y - 10 * static_cast<float>(i)});
            rig.frame();
        }
        rig.touch(PressType::Up, {middle.x, middle.y - 140});
    }
    rig.run(1s);
    CHECK(rig.shows("sheet.options"));
    CHECK(rig.rect("sheet.options.speed").y < first.y);
    const Rect last = rig.rect("sheet.options.report");
    CHECK(last.h > 30);
    CHECK(last.bottom() <= static_cast<float>(size.height));
}

TEST_CASE("PlayerScreen: the countdown can be cut short, and sent away", "[app][screens]") {
    ScreenRig rig(kPortrait);
    choose(rig, "autoplay", 2);
    end(rig);
    rig.run(400ms);
    SECTION("by its button") {
        rig.click("player.upnext.play");
        CHECK(rig.host.commits == std::vector<std::size_t>{12});
    }
    SECTION("by Enter, for it has the focus") {
        rig.press_key("Return");
        CHECK(rig.host.commits == std::vector<std::size_t>{12});
    }
    SECTION("for good") {
        rig.click("player.upnext.cancel");
        rig.run(8s);
        CHECK(rig.host.commits.empty());
        CHECK_FALSE(rig.shows("player.upnext"));
    }
    SECTION("with Escape") {
        rig.press_key("Escape");
        rig.run(8s);
        CHECK(rig.host.commits.empty());
    }
}

TEST_CASE("PlayerScreen: the last episode of a series leads to the next series after a countdown", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.unlocked_pages.insert(79);
    rig.host.prepare_around(79);
    rig.host.commit_page(79);
    rig.run(1s);
    const auto before = rig.host.commits.size();
    end(rig);
    rig.run(1s);
    CHECK(rig.shows("player.upnext"));
    CHECK(rig.host.commits.size() == before);
}

TEST_CASE("PlayerScreen: playing stops after this episode, and that is forgotten with it", "[app][screens]") {
    ScreenRig rig(kPortrait);
    choose(rig, "autoplay", 3);
    end(rig);
    rig.run(6s);
    CHECK(rig.host.commits.empty());
    rig.press_key("Down");
    rig.run(1s);
    REQUIRE(rig.host.current == 12);
    rig.host.prepare_around(12);
    end(rig);
    rig.run(200ms);
    CHECK(rig.host.commits == std::vector<std::size_t>{12, 13});
}

TEST_CASE("PlayerScreen: the last picture stays until the next episode has one", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.snapshots[12].has_first_frame = false;
    rig.host.snapshots[12].state = SessionState::Opening;
    end(rig);
    rig.run(1s);
    CHECK(rig.host.commits.empty());
    rig.host.snapshots[12].has_first_frame = true;
    rig.run(50ms);
    CHECK(rig.host.commits == std::vector<std::size_t>{12});
}

TEST_CASE("PlayerScreen: an intro can be skipped while it plays, by press and by Enter", "[app][screens]") {
    ScreenRig rig(kPortrait);
    Episode& episode = rig.host.scripted.series[0].episodes[11];
    episode.cue_points = {{"intro", 5, 20}, {"end", 80, 90}};
    SessionSnapshot& snapshot = rig.host.snapshots[11];
    snapshot.duration = 90s;
    snapshot.position = 4s;
    rig.frame();
    CHECK_FALSE(rig.shows("player.skip"));
    snapshot.position = 6s;
    rig.frame();
    REQUIRE(rig.shows("player.skip"));
    rig.click("player.skip");
    CHECK(rig.host.seeks.back() == std::pair<MediaTime, SeekMode>{20s, SeekMode::Exact});
    snapshot.position = 6s;
    rig.frame();
    rig.press_key("Return");
    CHECK(rig.host.seeks.size() == 2);
    CHECK(rig.host.playing);
    snapshot.position = 82s;
    rig.frame();
    rig.press_key("Return");
    CHECK(rig.host.commits == std::vector<std::size_t>{12});
}

TEST_CASE("PlayerScreen: jumps go from part to part", "[app][screens]") {
    ScreenRig rig(kPortrait, "en", 1, {}, KeyMap{});
    auto chapters = std::make_shared<std::vector<Chapter>>();
    *chapters = {{0s, "One"}, {30s, "Two"}, {60s, "Three"}};
    SessionSnapshot& snapshot = rig.host.snapshots[11];
    snapshot.duration = 90s;
    snapshot.chapters = chapters;
    snapshot.position = 40s;
    rig.frame();
    const auto press = [&](const char* key) {
        KeyEvent event;
        event.key = key;
        event.ctrl = true;
        rig.screen().handle({rig.clock.now(), event});
        event.down = false;
        rig.screen().handle({rig.clock.now(), event});
        rig.frame();
    };
    press("Right");
    CHECK(rig.host.seeks.back().first == 60s);
    press("Left");
    CHECK(rig.host.seeks.back().first == 30s);
    snapshot.position = 31s;
    press("Left");
    CHECK(rig.host.seeks.back().first == 0s);
}
