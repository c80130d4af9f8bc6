// The mini player: the picture and its progress; play, close and back while a pointer is over it.
#include "app/ui/mini_layout.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

constexpr Size kMini{252, 448};

}  // namespace

TEST_CASE("Mini player: hover shows play and close, and nothing else", "[app][screens][mini]") {
    ScreenRig rig(kMini);
    rig.run(5s);
    CHECK_FALSE(rig.shows("mini.play"));
    CHECK_FALSE(rig.shows("player.rail.like"));
    rig.mouse(PressType::Move, {100, 200});
    rig.run(300ms);
    CHECK(rig.shows("mini.play"));
    CHECK(rig.shows("mini.close"));
    CHECK_FALSE(rig.shows("mini.expand"));  // a window that a person has made so small
    CHECK_FALSE(rig.shows("player.rail.like"));
    rig.click("mini.play");
    rig.run(100ms);
    CHECK_FALSE(rig.host.wants_to_play());
}

TEST_CASE("Mini player: why an episode does not play is said, and it can be tried again", "[app][screens][mini]") {
    const bool locked = GENERATE(false, true);
    CAPTURE(locked);
    ScreenRig rig(kMini);
    SessionSnapshot& snapshot = rig.host.snapshots[rig.host.current];
    if (locked) {
        for (Episode& episode : rig.host.scripted.series[0].episodes) episode.lock = Lock{"coin", 12, ""};
    } else {
        snapshot.state = SessionState::Failed;
        snapshot.error = Error{ErrorKind::Unreachable, "nobody is there"};
    }
    rig.run(5s);
    REQUIRE(rig.shows("mini.card"));
    CHECK_FALSE(rig.shows("mini.play"));
    const std::string way_out = locked ? "player.locked.unlock" : "player.error.retry";
    CHECK(rig.shows(way_out));
    CHECK_FALSE(rig.node("mini.card.detail")->name.empty());
    const Rect detail = rig.rect("mini.card.detail");
    CHECK(detail.bottom() <= static_cast<float>(kMini.height));
    CHECK(detail.y >= rig.rect(way_out).bottom());
    rig.click(way_out);
    CHECK(rig.host.retries == (locked ? 0 : 1));
    CHECK(rig.host.unlocked(rig.host.current) == locked);
}

TEST_CASE("Mini player: its buttons are where the window does not drag", "[app][screens][mini]") {
    for (const float scale : {1.0f, 1.5f, 2.0f}) {
        const Size size{static_cast<int>(kMini.width * scale), static_cast<int>(kMini.height * scale)};
        ScreenRig rig(size, "en", scale);
        rig.mouse(PressType::Move, {100, 200});
        rig.run(300ms);
        const Rect window{0, 0, static_cast<float>(size.width), static_cast<float>(size.height)};
        const MiniLayout layout = lay_out_mini(window, scale, false);
        CHECK(layout.play.contains(rig.rect("mini.play").center()));
        CHECK(layout.close.contains(rig.rect("mini.close").center()));
    }
}
