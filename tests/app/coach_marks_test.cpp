// What a new viewer is shown once.
#include "app/screens/coach_marks.h"

#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;
using Hint = CoachMarks::Hint;

TEST_CASE("coach marks: there are none for who knows the program", "[app][coach]") {
    CoachMarks marks;
    marks.update(60s, {0, true, true});
    CHECK(marks.shown() == Hint::None);
    CHECK_FALSE(marks.next_change(60s));
}

TEST_CASE("coach marks: the swipe after a quiet moment, for two loops; the others on later episodes", "[app][coach]") {
    CoachMarks marks;
    marks.begin(0s);
    marks.update(0s, {0, true, true});
    CHECK(marks.next_change(0s) == 1500ms);
    marks.update(1499ms, {0, true, true});
    CHECK(marks.shown() == Hint::None);
    marks.update(1500ms, {0, true, true});
    CHECK(marks.shown() == Hint::Swipe);
    marks.update(4700ms, {0, true, true});
    CHECK(marks.shown() == Hint::None);
    marks.update(60s, {0, true, true});
    CHECK(marks.shown() == Hint::None);
    marks.update(61s, {1, true, true});
    marks.update(63s, {1, true, true});
    CHECK(marks.shown() == Hint::Hold);
    marks.input(63500ms);
    CHECK(marks.shown() == Hint::None);
    marks.update(80s, {1, true, true});
    CHECK(marks.shown() == Hint::None);
    marks.update(81s, {2, true, true});
    marks.update(83s, {2, true, true});
    CHECK(marks.shown() == Hint::DoubleTap);
    CHECK_FALSE(marks.take_finished());
    marks.update(87s, {2, true, true});
    CHECK(marks.take_finished());
    CHECK_FALSE(marks.active());
}

TEST_CASE("coach marks: who turns the page before is not told how", "[app][coach]") {
    CoachMarks marks;
    marks.begin(0s);
    marks.update(0s, {0, true, true});
    marks.input(1s);
    marks.update(1s, {1, true, true});
    marks.update(2s, {1, true, true});
    CHECK(marks.shown() == Hint::None);
    marks.update(3s, {1, true, true});
    CHECK(marks.shown() == Hint::Hold);
}

TEST_CASE("coach marks: they wait while something else asks for attention", "[app][coach]") {
    CoachMarks marks;
    marks.begin(0s);
    marks.update(0s, {0, false, true});
    marks.update(10s, {0, false, true});
    CHECK_FALSE(marks.next_change(10s));
    marks.update(11s, {0, true, true});
    CHECK(marks.shown() == Hint::None);
    marks.update(12500ms, {0, true, true});
    CHECK(marks.shown() == Hint::Swipe);
}

TEST_CASE("coach marks: the player shows them to newcomers, in their words, and remembers that it did",
          "[app][coach]") {
    const bool upright = GENERATE(true, false);
    ScreenRig rig(upright ? Size{390, 844} : Size{1280, 720});
    CHECK_FALSE(rig.shows("player.coach"));
    rig.host.newcomer = true;
    rig.restart();
    rig.run(2s);
    REQUIRE(rig.shows("player.coach"));
    CHECK(rig.node("player.coach")->name ==
          (upright ? "Swipe up for the next episode" : "Scroll for the next episode"));
    rig.run(4s);
    CHECK_FALSE(rig.shows("player.coach"));
    rig.press_key("Down");
    rig.run(3s);
    REQUIRE(rig.shows("player.coach"));
    CHECK(rig.node("player.coach")->name == "Hold for 2x speed");
    rig.press_key("Down");
    rig.run(3s);
    // Keys turned the page: what a double-tap does is of no use.
    CHECK_FALSE(rig.shows("player.coach"));
    CHECK(rig.host.coached);
}
