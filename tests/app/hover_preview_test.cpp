// Posters that play under the pointer.
#include <algorithm>

#include "tests/app/support/clip_feed.h"
#include "tests/app/support/host_rig.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

constexpr Size kDesktop{1600, 900};
constexpr const char* kCard = "home.shelf.0.card.0";

/// The first poster of Home that is whole in the window.
struct PreviewRig : ScreenRig {
    PreviewRig() : ScreenRig(kDesktop, "en", 1, {}, {}, {ScreenKind::Home}) {
        host.preview_frame = painted_frame(90, 160, 3);
        run(500ms);
        wheel(-4, {800, 600});
        run(1s);
    }
    void rest_on(const std::string& id) {
        mouse(PressType::Move, rect(id).center());
        frame();
    }
};

}  // namespace

TEST_CASE("hover preview: a poster plays once the pointer has rested on it, and no more when it leaves",
          "[app][shell][preview]") {
    PreviewRig rig;
    rig.rest_on(kCard);
    rig.run(350ms);
    CHECK_FALSE(rig.host.previewed);
    const Image before = rig.picture();
    rig.run(400ms);
    REQUIRE(rig.host.previewed);
    CHECK(rig.picture().argb != before.argb);
    rig.mouse(PressType::Move, {5, 880});
    rig.run(50ms);
    CHECK_FALSE(rig.host.previewed);
}

TEST_CASE("hover preview: who only passes by starts nothing", "[app][shell][preview]") {
    PreviewRig rig;
    for (int i = 0; i < 6; ++i) {
        rig.rest_on("home.shelf.0.card." + std::to_string(i % 2));
        rig.run(300ms);
        CHECK_FALSE(rig.host.previewed);
    }
}

TEST_CASE("hover preview: its setting, the data saver, reduced motion and a narrow window keep posters still",
          "[app][shell][preview]") {
    SECTION("its setting") {
        PreviewRig rig;
        rig.host.script_settings.set(Setting::PosterPreviews, "off");
        rig.rest_on(kCard);
        rig.run(1s);
        CHECK_FALSE(rig.host.previewed);
    }
    SECTION("the data saver") {
        PreviewRig rig;
        rig.host.script_settings.set(Setting::DataSaver, "on");
        rig.rest_on(kCard);
        rig.run(1s);
        CHECK_FALSE(rig.host.previewed);
    }
    SECTION("reduced motion") {
        PreviewRig rig;
        rig.host.reduced = true;
        rig.rest_on(kCard);
        rig.run(1s);
        CHECK_FALSE(rig.host.previewed);
    }
    SECTION("a narrow window") {
        ScreenRig rig({390, 844}, "en", 1, {}, {}, {ScreenKind::Home});
        rig.run(500ms);
        rig.mouse(PressType::Move, rig.rect("home.shelf.0.card.0").center());
        rig.run(1s);
        CHECK_FALSE(rig.host.previewed);
    }
}

TEST_CASE("hover preview: another screen ends it", "[app][shell][preview]") {
    PreviewRig rig;
    rig.rest_on(kCard);
    rig.run(1s);
    REQUIRE(rig.host.previewed);
    rig.click(kCard);
    rig.run(100ms);
    CHECK_FALSE(rig.host.previewed);
}

TEST_CASE("PlaybackHost: a poster's pictures move without sound beside the episode that is paused",
          "[app][playback][preview]") {
    const ClipFeed feed({ClipSeries{.id = "a", .episodes = {{.id = "a1"}}},
                         ClipSeries{.id = "b", .episodes = {{.id = "b1", .clip = "", .locked = true}, {.id = "b2"}}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.host.set_playing(false);
    rig.step();
    rig.sound.clear();
    const MediaTime stage = rig.current().position;
    rig.host.play_preview(1);
    VideoFramePtr first;
    REQUIRE(rig.wait_until([&] { return (first = rig.host.preview_picture(rig.clock.now())) != nullptr; }));
    VideoFramePtr later;
    REQUIRE(rig.play_until([&] {
        later = rig.host.preview_picture(rig.clock.now());
        return later != nullptr && later != first;
    }));
    CHECK(rig.host.preview_due(rig.clock.now()).has_value());
    CHECK(std::ranges::all_of(rig.sound, [](float sample) { return sample == 0; }));
    CHECK(rig.current().position == stage);
    rig.host.play_preview(std::nullopt);
    CHECK(rig.host.preview_picture(rig.clock.now()) == nullptr);
    REQUIRE(rig.wait_settled());
}

TEST_CASE("PlaybackHost: one poster plays at a time, and none of a series without anything to watch",
          "[app][playback][preview]") {
    const ClipFeed feed({ClipSeries{.id = "a", .episodes = {{.id = "a1"}}},
                         ClipSeries{.id = "b", .episodes = {{.id = "b1"}}},
                         ClipSeries{.id = "c", .episodes = {{.id = "c1", .locked = true}}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.host.play_preview(0);
    REQUIRE(rig.wait_until([&] { return rig.host.preview_picture(rig.clock.now()) != nullptr; }));
    rig.host.play_preview(1);
    CHECK(rig.host.preview_picture(rig.clock.now()) == nullptr);
    REQUIRE(rig.wait_until([&] { return rig.host.preview_picture(rig.clock.now()) != nullptr; }));
    rig.host.play_preview(2);
    CHECK(rig.host.preview_picture(rig.clock.now()) == nullptr);
    REQUIRE(rig.wait_settled());
}
