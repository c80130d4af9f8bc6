// The player screen as pictures: few, small, and compared with what was looked at and found right.
#include "tests/app/golden.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::render_test;
using namespace std::chrono_literals;

namespace {

void check_picture(ScreenRig& rig, const std::string& name) {
    rig.run(1s);
    const GoldenDifference difference = compare_with_golden(rig.picture(), name);
    INFO(name);
    CHECK(difference.share <= 0.001);
    CHECK(difference.worst_tile <= 0.05);
}

}  // namespace

TEST_CASE("screens: a phone shows the player as designed", "[app][screens][golden]") {
    ScreenRig rig({390, 844});
    rig.host.caption = 0;
    rig.host.cue_text = "She knew he was lying.";
    rig.host.likes.insert(11);
    check_picture(rig, "player_phone_en");
}

TEST_CASE("screens: a desktop shows rail, stage and panel as designed", "[app][screens][golden]") {
    ScreenRig rig({1100, 620});
    check_picture(rig, "player_desktop_en");
}

TEST_CASE("screens: an Arabic phone mirrors its sheet", "[app][screens][golden]") {
    ScreenRig rig({390, 844}, "ar");
    rig.click("player.episodes_pill");
    check_picture(rig, "player_phone_ar_episodes");
}

TEST_CASE("screens: a locked page looks as designed", "[app][screens][golden]") {
    ScreenRig rig({360, 640});
    rig.host.prepare_around(25);
    check_picture(rig, "player_locked_en");
}
