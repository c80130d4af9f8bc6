#include <algorithm>

#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

TEST_CASE("PlayerScreen: a scrub shows its time and a picture of it over the bar", "[app][screens]") {
    ScreenRig rig({390, 844});
    rig.host.preview_image = painted_image(180, 320, 2);
    const Rect bar = rig.rect("player.progress");
    rig.touch(PressType::Down, {bar.x + 20, bar.center().y});
    rig.clock.advance(20ms);
    rig.touch(PressType::Move, {bar.x + 60, bar.center().y});
    rig.frame();
    REQUIRE(rig.shows("hud.preview"));
    const Rect picture = rig.rect("hud.preview"), bubble = rig.rect("hud.scrub");
    CHECK(picture.w == 90);
    CHECK(picture.h == 160);
    CHECK(picture.bottom() < bubble.y);
    CHECK(picture.x >= bar.x);
    CHECK(rig.host.previews_asked.back() == rig.host.seeks.back().first);
    CHECK(rig.host.seeks.back().second == SeekMode::Keyframe);
    rig.touch(PressType::Up, {bar.x + 60, bar.center().y});
    rig.frame();
    CHECK_FALSE(rig.shows("hud.preview"));
    CHECK(rig.host.seeks.back().second == SeekMode::Exact);
}

TEST_CASE("PlayerScreen: every move of a scrub asks for its own picture", "[app][screens]") {
    ScreenRig rig({390, 844});
    const Rect bar = rig.rect("player.progress");
    rig.touch(PressType::Down, {bar.x + 10, bar.center().y});
    for (int i = 1; i <= 20; ++i) {
        rig.clock.advance(16ms);
        rig.touch(PressType::Move, {bar.x + 10 + static_cast<float>(i) * 10, bar.center().y});
    }
    CHECK(rig.host.seeks.size() == 21);
    CHECK(std::is_sorted(rig.host.seeks.begin(), rig.host.seeks.end()));
}

TEST_CASE("PlayerScreen: the pointer over the bar shows what is there and moves nothing", "[app][screens]") {
    ScreenRig rig({1280, 720});
    rig.host.preview_image = painted_image(320, 180, 2);
    const Rect bar = rig.rect("player.progress");
    rig.mouse(PressType::Move, {bar.x + bar.w * 0.3f, bar.center().y});
    rig.frame();
    REQUIRE(rig.shows("hud.preview"));
    CHECK(rig.rect("hud.preview").w == 160);
    CHECK(rig.rect("hud.preview").h == 90);
    CHECK(rig.host.seeks.empty());
    rig.mouse(PressType::Move, {bar.x + bar.w * 0.3f, bar.y - 200});
    rig.frame();
    CHECK_FALSE(rig.shows("hud.preview"));
}
