// The player on a television set: what keys do, and where things lie.
#include "tests/app/tv/tv_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

constexpr Size kFullHd{1920, 1080};

/// The panel that shows at the beginning has gone.
void watch(TvRig& rig) { rig.run(6s); }

}  // namespace

TEST_CASE("tv player: while one watches nothing has the focus, and arrows turn pages and seek ten seconds",
          "[app][tv]") {
    TvRig rig;
    watch(rig);
    CHECK(rig.focused().empty());
    CHECK_FALSE(rig.shows("tv.resume"));
    rig.press_key("Down");
    REQUIRE(rig.host.commits.size() == 1);
    CHECK(rig.host.commits.back() == 12);
    rig.host.prepare_around(12);
    rig.run(1s);
    const MediaTime from = rig.host.snapshots[12].position;
    rig.press_key("Right");
    REQUIRE_FALSE(rig.host.seeks.empty());
    CHECK(rig.host.seeks.back().first == from + MediaTime(10s));
    rig.pad("dpleft");
    CHECK(rig.host.seeks.back().first == from);  // from where the first one led to
}

TEST_CASE("tv player: OK pauses and brings the panel with the focus on Resume; once more goes on without it",
          "[app][tv]") {
    for (const bool with_pad : {true, false}) {
        INFO((with_pad ? "pad" : "remote control"));
        TvRig rig;
        watch(rig);
        const auto ok = [&] { with_pad ? rig.pad("a") : rig.press_key("Select"); };
        ok();
        rig.run(400ms);
        CHECK_FALSE(rig.host.wants_to_play());
        CHECK(rig.focused() == "tv.resume");
        rig.run(10s);
        CHECK(rig.focused() == "tv.resume");
        ok();
        rig.run(1s);
        CHECK(rig.host.wants_to_play());
        CHECK(rig.focused().empty());
        CHECK_FALSE(rig.shows("tv.resume"));
    }
}

TEST_CASE("tv player: Menu and Y show the episodes at the end of the screen, over what goes on playing", "[app][tv]") {
    TvRig rig(kFullHd);
    watch(rig);
    for (const bool with_pad : {true, false}) {
        with_pad ? rig.pad("y") : rig.press_key("Menu");
        rig.run(600ms);
        REQUIRE(rig.shows("sheet"));
        const Rect sheet = rig.rect("sheet");
        CHECK(sheet.right() == 1920);
        CHECK(sheet.h == 1080);
        CHECK(sheet.w == 2 * 388);
        CHECK(rig.focused() == "sheet.episodes.cell.12");
        CHECK(rig.host.wants_to_play());
        rig.pad("b");
        rig.run(600ms);
        CHECK_FALSE(rig.shows("sheet"));
        CHECK(rig.focused().empty());
    }
}

TEST_CASE("tv player: Back leaves the sheet, then the panel, then the player, then asks before it quits", "[app][tv]") {
    TvRig rig;
    watch(rig);
    rig.pad("a");
    rig.run(400ms);
    rig.pad("y");
    rig.run(600ms);
    REQUIRE(rig.shows("sheet"));
    rig.pad("b");
    rig.run(600ms);
    CHECK_FALSE(rig.shows("sheet"));
    CHECK(rig.shows("tv.resume"));
    rig.pad("b");
    rig.run(600ms);
    CHECK_FALSE(rig.shows("tv.resume"));
    CHECK(rig.screen().route().kind == ScreenKind::Player);
    rig.pad("b");
    rig.run(600ms);
    CHECK(rig.screen().route().kind == ScreenKind::Home);
    rig.pad("b");
    rig.run(600ms);
    REQUIRE(rig.shows("dialog.confirm"));
    CHECK_FALSE(rig.host.quit_asked);
    rig.pad("b");
    rig.run(600ms);
    CHECK_FALSE(rig.shows("dialog.confirm"));
    rig.pad("b");
    rig.run(600ms);
    rig.pad("a");
    CHECK(rig.host.quit_asked);
}

TEST_CASE("tv player: the stage has the full height and makes room for the panel at its end", "[app][tv]") {
    for (const char* language : {"en", "ar"}) {
        INFO(language);
        TvRig rig(kFullHd, language);
        watch(rig);
        CHECK(rig.screen().stage().h == 1080);
        CHECK(rig.screen().stage().center().x == Approx(960).margin(2));
        rig.pad("a");
        rig.run(1s);
        const Rect stage = rig.screen().stage(), panel = rig.rect("player.title"),
                   cell = rig.rect("tv.episodes_of.cell.7");
        CHECK(stage.h == 1080);
        const bool rtl = std::string(language) == "ar";
        CHECK((rtl ? panel.right() < stage.x : panel.x > stage.right()));
        CHECK(cell.w == Approx(112).margin(2));
        CHECK(cell.h == Approx(96).margin(2));
        // Twelve plays: its row of six is there.
        CHECK(rig.rect("tv.episodes_of.cell.12").y == cell.y);
        CHECK(rig.rect("tv.episodes_of.cell.13").y > cell.y);
        for (const char* id : {"player.title", "player.episode", "tv.resume", "tv.episodes", "tv.speed", "tv.options",
                               "player.progress", "player.previous", "player.next", "hints.0", "hints.3"}) {
            INFO(id);
            CHECK(inside(rig.rect(id), rig.safe()));
        }
    }
}

TEST_CASE("tv player: with the focus on the bar, left and right seek", "[app][tv]") {
    TvRig rig;
    watch(rig);
    rig.pad("a");
    rig.run(400ms);
    for (int i = 0; i < 12 && rig.focused() != "player.progress"; ++i) rig.pad("dpdown");
    REQUIRE(rig.focused() == "player.progress");
    const std::size_t before = rig.host.seeks.size();
    rig.pad("dpright");
    CHECK(rig.host.seeks.size() == before + 1);
    CHECK(rig.focused() == "player.progress");
}

TEST_CASE("tv player: a locked episode is opened with OK, and passed by with the arrows", "[app][tv]") {
    TvRig rig;
    rig.host.prepare_around(25);
    watch(rig);
    REQUIRE(rig.focused() == "player.locked.unlock");
    rig.pad("dpup");
    rig.run(1s);
    REQUIRE(rig.host.commits.size() == 1);
    CHECK(rig.host.commits.back() == 24);
    TvRig other;
    other.host.prepare_around(25);
    watch(other);
    other.pad("a");
    CHECK(other.host.unlocked_pages.contains(25));
}

TEST_CASE("tv player: the way to options scrolls where there are more than fit", "[app][tv]") {
    TvRig rig;
    watch(rig);
    rig.pad("start");
    rig.run(600ms);
    REQUIRE(rig.shows("sheet.options"));
    std::string last;
    for (int i = 0; i < 20; ++i) {
        rig.pad("dpdown");
        rig.run(400ms);
        INFO(rig.focused());
        CHECK(inside(rig.rect(rig.focused()), rig.safe(), 12));  // its words are within
        last = rig.focused();
    }
    CHECK(last == "sheet.options.report");
}

TEST_CASE("tv: a fullscreen window is one while a pad is used, and none once the mouse moves", "[app][tv]") {
    ScreenRig rig({1920, 1080});
    rig.host.is_fullscreen = true;
    rig.run(100ms);
    CHECK(rig.shows("player.back"));
    rig.mouse(PressType::Move, {900, 500});
    rig.screen().handle({rig.clock.now(), PadEvent{"y", 1}});
    rig.screen().handle({rig.clock.now(), PadEvent{"y", 0}});
    rig.run(600ms);
    CHECK(rig.rect("sheet").w == 2 * 388);
    // What the window system says again of a pointer that lies there is no hand.
    rig.mouse(PressType::Move, {900, 500});
    rig.run(100ms);
    CHECK(rig.rect("sheet").w == 2 * 388);
    rig.mouse(PressType::Move, {940, 520});
    rig.run(100ms);
    CHECK(rig.rect("sheet").w == 360);
    rig.host.is_fullscreen = false;
    rig.screen().handle({rig.clock.now(), PadEvent{"b", 1}});
    rig.run(600ms);
    CHECK(rig.shows("nav.home"));
}

TEST_CASE("tv: an upright window is a portrait player, whoever asks for a television set", "[app][tv]") {
    TvRig rig({540, 960});
    CHECK(rig.shows("player.back"));
    CHECK(rig.screen().stage().w == 540);
}

TEST_CASE("tv: hints show the buttons of what is held in the hand", "[app][tv]") {
    TvRig rig;
    rig.pad("a");
    rig.run(400ms);
    CHECK(rig.shows("hints.3"));  // a pad has a button to like with
    rig.press_key("Select");
    rig.press_key("Select");
    rig.run(400ms);
    CHECK(rig.shows("hints.0"));
    CHECK_FALSE(rig.shows("hints.3"));
}

TEST_CASE("tv: nothing is drawn where nothing changes", "[app][tv]") {
    for (const ScreenKind kind : {ScreenKind::Player, ScreenKind::Home, ScreenKind::Series}) {
        INFO(screen_name(kind));
        TvRig rig({1280, 720}, "en", {kind});
        rig.pad("a");
        rig.run(3s);
        const Microseconds now = rig.clock.now();
        CHECK_FALSE(rig.screen().animating(now));
        const auto next = rig.screen().next_change(now);
        CHECK((!next || *next - now > 500ms));
    }
}
