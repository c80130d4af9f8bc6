#include "app/motion/pager.h"

#include <cmath>

#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;

namespace {

Pager pager_of(int pages, int current, double height = 900, double px_per_dp = 1) {
    Pager pager;
    pager.set_geometry({height, 0, px_per_dp});
    pager.set_page_count(pages);
    pager.jump_to(current);
    return pager;
}

void drag_by(Pager& pager, Microseconds now, double dy) {
    pager.grab(now, 500);
    pager.drag(now, 500 + dy);
}

std::vector<int> commits(Pager& pager) {
    std::vector<int> targets;
    for (const PagerEvent& event : pager.take_events())
        if (event.kind == PagerEvent::Kind::Committed) targets.push_back(event.target);
    return targets;
}

void settle(Pager& pager, Microseconds& now) {
    for (int frame = 0; frame < 200 && pager.animating(); ++frame) pager.update(now += Microseconds{16667});
    REQUIRE(pager.mode() == PagerMode::Rest);
}

}  // namespace

TEST_CASE("page_turn: every row of the commit rule and its boundaries", "[app][motion]") {
    struct Row {
        double distance, speed;
        int turn;
    };
    // Page height 900 dp: 40 % is 360 dp.
    const Row row = GENERATE(
        // A fling in the direction of the drag.
        Row{25, 400, 1}, Row{-25, -400, -1}, Row{100, 8000, 1}, Row{25, 399.9, 0}, Row{24.9, 400, 0},
        Row{24.9, 3000, 0},
        // Short but so fast that the projection alone turns the page.
        Row{24, 3360, 1}, Row{24, 3359, 0},
        // Flung back.
        Row{500, -400, 0}, Row{-500, 400, 0}, Row{0, 8000, 0}, Row{899, -8000, 0},
        // Slow: distance with 0.1 s of speed against 40 %.
        Row{360, 0, 1}, Row{359.9, 0, 0}, Row{-360, 0, -1}, Row{-359.9, 0, 0}, Row{340, 200, 1}, Row{340, 199, 0},
        Row{399, -390, 1}, Row{398, -390, 0}, Row{10, -100, 0}, Row{0, 0, 0});
    CAPTURE(row.distance, row.speed);
    CHECK(page_turn(row.distance, row.speed, 900) == row.turn);
}

TEST_CASE("Pager: the page follows the finger one to one", "[app][motion]") {
    Pager pager = pager_of(5, 2);
    drag_by(pager, milliseconds{0}, -90);
    CHECK(pager.position() == Approx(2.1));
    CHECK(pager.offset_of(2) == Approx(-90));
    CHECK(pager.offset_of(3) == Approx(810));
    CHECK(pager.visible() == std::pair{2, 3});
    pager.drag(milliseconds{16}, 500 + 45);
    CHECK(pager.offset_of(2) == Approx(45));
    CHECK(pager.visible() == std::pair{1, 2});
}

TEST_CASE("Pager: with a gap between pages the finger still moves the page one to one", "[app][motion]") {
    Pager pager = pager_of(5, 2);
    pager.set_geometry({868, 16, 1});
    drag_by(pager, milliseconds{0}, -100);
    CHECK(pager.offset_of(2) == Approx(-100));
    CHECK(pager.offset_of(3) == Approx(784));
}

TEST_CASE("Pager: a fling turns one page and reports it at the release", "[app][motion]") {
    Pager pager = pager_of(5, 2);
    drag_by(pager, milliseconds{0}, -60);
    pager.release(milliseconds{50}, -1500);
    const auto events = pager.take_events();
    REQUIRE(events.size() == 1);
    CHECK(events[0].kind == PagerEvent::Kind::Committed);
    CHECK(events[0].target == 3);
    CHECK(events[0].intent_time == milliseconds{50});
    CHECK(pager.committed() == 3);
    CHECK(pager.mode() == PagerMode::Settle);
    Microseconds now = milliseconds{50};
    settle(pager, now);
    CHECK(pager.position() == 3);
    CHECK(pager.take_events().empty());
}

TEST_CASE("Pager: distances and speeds are judged in dp", "[app][motion]") {
    Pager pager = pager_of(5, 2, 1800, 2);
    drag_by(pager, milliseconds{0}, -48);
    pager.release(milliseconds{50}, -1000);
    CHECK(commits(pager).empty());
    pager.jump_to(2);
    drag_by(pager, milliseconds{1000}, -50);
    pager.release(milliseconds{1050}, -800);
    CHECK(commits(pager) == std::vector{3});
}

TEST_CASE("Pager: a release that turns no page reports nothing and comes back", "[app][motion]") {
    Pager pager = pager_of(5, 2);
    drag_by(pager, milliseconds{0}, -300);
    pager.release(milliseconds{50}, 0);
    CHECK(commits(pager).empty());
    Microseconds now = milliseconds{50};
    settle(pager, now);
    CHECK(pager.position() == 2);
}

TEST_CASE("Pager: settling never passes the page, whatever the release", "[app][motion]") {
    const double speed = GENERATE(-20000.0, -900.0, 0.0, 900.0, 20000.0);
    Pager pager = pager_of(5, 2);
    drag_by(pager, milliseconds{0}, -400);
    pager.release(milliseconds{0}, speed);
    const int target = pager.committed();
    const bool upwards = pager.position() <= target;
    for (int ms = 0; ms < 1000; ++ms) {
        pager.update(milliseconds{ms});
        REQUIRE((upwards ? pager.position() <= target + 1e-12 : pager.position() >= target - 1e-12));
    }
}

TEST_CASE("Pager: beyond the ends the rubber band shows 52 of 100 px and 177 of 400", "[app][motion]") {
    Pager first = pager_of(3, 0);
    drag_by(first, milliseconds{0}, 100);
    CHECK(first.overscroll() == Approx(-51.8).margin(0.05));
    first.drag(milliseconds{10}, 900);
    CHECK(first.offset_of(0) == Approx(176.8).margin(0.05));
    Pager last = pager_of(3, 2);
    drag_by(last, milliseconds{0}, -100);
    CHECK(last.overscroll() == Approx(51.8).margin(0.05));
    last.release(milliseconds{10}, -3000);
    CHECK(commits(last).empty());
    Microseconds now = milliseconds{10};
    settle(last, now);
    CHECK(last.position() == 2);
}

TEST_CASE("Pager: grabbing a pulled rubber band does not move it", "[app][motion]") {
    Pager pager = pager_of(3, 0);
    drag_by(pager, milliseconds{0}, 400);
    pager.release(milliseconds{10}, 0);
    pager.update(milliseconds{40});
    const double shown = pager.overscroll();
    REQUIRE(shown < -50);
    REQUIRE(pager.touch_down(milliseconds{40}, 300) == TouchDown::Grabbed);
    pager.drag(milliseconds{41}, 300);
    CHECK(pager.overscroll() == Approx(shown));
}

TEST_CASE("Pager: only a pull of more than 96 dp at the first page refreshes", "[app][motion]") {
    const bool far = GENERATE(false, true);
    Pager pager = pager_of(3, 0);
    drag_by(pager, milliseconds{0}, far ? 200 : 190);  // shown: 98 and 94 dp
    pager.release(milliseconds{100}, 0);
    const auto events = pager.take_events();
    REQUIRE(events.size() == (far ? 1u : 0u));
    if (far) CHECK(events[0].kind == PagerEvent::Kind::PulledToRefresh);
}

TEST_CASE("Pager: touching a settling page catches it where it is", "[app][motion]") {
    Pager pager = pager_of(5, 2);
    REQUIRE(pager.page_by(milliseconds{0}, 1, PageTrigger::Press));
    CHECK(commits(pager) == std::vector{3});
    pager.update(milliseconds{60});
    const double caught = pager.position();
    REQUIRE(caught > 2.2);
    REQUIRE(caught < 2.5);
    CHECK(pager.touch_down(milliseconds{60}, 400) == TouchDown::Grabbed);
    CHECK(pager.mode() == PagerMode::Drag);
    pager.update(milliseconds{200});
    CHECK(pager.position() == caught);

    SECTION("released, it goes to the page it is nearest to, which is another change") {
        pager.release(milliseconds{200}, 0);
        CHECK(commits(pager) == std::vector{2});
    }
    SECTION("flung on, it arrives where it was going without another change") {
        pager.drag(milliseconds{210}, 370);
        pager.release(milliseconds{220}, -1000);
        CHECK(commits(pager).empty());
        CHECK(pager.committed() == 3);
    }
    SECTION("cancelled, it changes nothing") {
        pager.cancel(milliseconds{200});
        CHECK(commits(pager).empty());
        CHECK(pager.committed() == 3);
        Microseconds now = milliseconds{200};
        settle(pager, now);
        CHECK(pager.position() == 3);
    }
}

TEST_CASE("Pager: a page within 2 dp of home is not caught, the touch may be a tap", "[app][motion]") {
    Pager pager = pager_of(5, 2);
    pager.page_by(milliseconds{0}, 1, PageTrigger::Press);
    Microseconds now{0};
    while (std::abs(pager.offset_of(3)) >= 2) pager.update(now += milliseconds{1});
    REQUIRE(pager.mode() == PagerMode::Settle);
    CHECK(pager.touch_down(now, 400) == TouchDown::TapCandidate);
    CHECK(pager.mode() == PagerMode::Rest);
    CHECK(pager.position() == 3);
}

TEST_CASE("Pager: one cancelled drag and one lost drag leave the page as it was", "[app][motion]") {
    Pager pager = pager_of(5, 2);
    drag_by(pager, milliseconds{0}, -700);
    pager.cancel(milliseconds{20});
    pager.release(milliseconds{30}, -5000);
    CHECK(commits(pager).empty());
    Microseconds now = milliseconds{30};
    settle(pager, now);
    CHECK(pager.position() == 2);
}

TEST_CASE("Pager: separate presses retarget at once, at most two pages ahead", "[app][motion]") {
    Pager pager = pager_of(20, 0);
    CHECK(pager.page_by(milliseconds{0}, 1, PageTrigger::Press));
    CHECK(pager.page_by(milliseconds{1}, 1, PageTrigger::Press));
    CHECK_FALSE(pager.page_by(milliseconds{2}, 1, PageTrigger::Press));
    CHECK(commits(pager) == std::vector{1, 2});
}

TEST_CASE("Pager: the picture drawn at the press itself shows the page that it leads to", "[app][motion]") {
    const MotionStyle style = GENERATE(MotionStyle::Full, MotionStyle::Reduced);
    Pager pager = pager_of(5, 2);
    pager.set_motion(style);
    const int direction = GENERATE(1, -1);
    REQUIRE(pager.page_by(milliseconds{500}, direction, PageTrigger::Press));
    if (style == MotionStyle::Reduced) {
        CHECK(pager.fade(milliseconds{500})->progress > 0.1);
    } else {
        CHECK(std::abs(pager.offset_of(2 + direction)) < 900 - 40);
    }
}

TEST_CASE("Pager: ten presses in two seconds turn ten pages", "[app][motion]") {
    Pager pager = pager_of(20, 0);
    for (int i = 0; i < 10; ++i) REQUIRE(pager.page_by(milliseconds{200 * i}, 1, PageTrigger::Press));
    CHECK(pager.committed() == 10);
    Microseconds now = milliseconds{1800};
    settle(pager, now);
    CHECK(pager.position() == 10);
}

TEST_CASE("Pager: a held key turns one page in 350 ms", "[app][motion]") {
    Pager pager = pager_of(20, 0);
    int turned = pager.page_by(milliseconds{0}, 1, PageTrigger::Press) ? 1 : 0;
    for (int ms = 30; ms <= 1400; ms += 10) turned += pager.page_by(milliseconds{ms}, 1, PageTrigger::Repeat) ? 1 : 0;
    CHECK(turned == 5);
    CHECK_FALSE(pager.page_by(milliseconds{1749}, 1, PageTrigger::Repeat));
    CHECK(pager.page_by(milliseconds{1750}, 1, PageTrigger::Repeat));
}

TEST_CASE("Pager: refuses to page beyond the ends and while being dragged", "[app][motion]") {
    Pager pager = pager_of(2, 0);
    CHECK_FALSE(pager.page_by(milliseconds{0}, -1, PageTrigger::Press));
    pager.grab(milliseconds{0}, 100);
    CHECK_FALSE(pager.page_by(milliseconds{0}, 1, PageTrigger::Press));
    pager.jump_to(1);
    CHECK_FALSE(pager.page_by(milliseconds{0}, 1, PageTrigger::Press));
    CHECK(commits(pager).empty());
    Pager empty;
    CHECK_FALSE(empty.page_by(milliseconds{0}, 1, PageTrigger::Press));
}

TEST_CASE("Pager: settle progress is 0 in a drag, grows with the spring, 1 at rest", "[app][motion]") {
    Pager pager = pager_of(5, 0);
    CHECK(pager.settle_progress(milliseconds{0}) == 1);
    pager.page_by(milliseconds{0}, 1, PageTrigger::Press);
    // One refresh of 16.7 ms ahead.
    CHECK(pager.settle_progress(Microseconds{-16667}) == 0);
    CHECK(pager.settle_progress(Microseconds{226000 - 16667}) == Approx(0.95).margin(0.001));
    pager.grab(milliseconds{100}, 0);
    CHECK(pager.settle_progress(milliseconds{100}) == 0);
}

TEST_CASE("Pager: the frame rate does not change where a page is", "[app][motion]") {
    const int hertz = GENERATE(30, 60, 144);
    Pager stepped = pager_of(5, 0), direct = pager_of(5, 0);
    stepped.page_by(milliseconds{0}, 1, PageTrigger::Press);
    direct.page_by(milliseconds{0}, 1, PageTrigger::Press);
    for (int i = 0; i * 1000 < 200 * hertz; ++i) stepped.update(Microseconds{1000000LL * i / hertz});
    stepped.update(milliseconds{200});
    direct.update(milliseconds{200});
    CHECK(stepped.position() == direct.position());
}

TEST_CASE("Pager: pages that go away pull the position with them", "[app][motion]") {
    Pager pager = pager_of(10, 8);
    pager.page_by(milliseconds{0}, 1, PageTrigger::Press);
    pager.set_page_count(3);
    CHECK(pager.committed() == 2);
    CHECK(pager.position() == 2);
    CHECK(pager.mode() == PagerMode::Rest);
}

TEST_CASE("Pager: dissolving pages cross-fade in 800 ms", "[app][motion]") {
    Pager pager = pager_of(5, 2);
    pager.set_motion(MotionStyle::Dissolve);
    REQUIRE(pager.page_by(milliseconds{1000}, 1, PageTrigger::Press));
    CHECK(commits(pager) == std::vector{3});
    pager.update(milliseconds{1400});
    const auto fade = pager.fade(milliseconds{1400});
    REQUIRE(fade);
    CHECK(fade->from == 2);
    CHECK(fade->progress == Approx(0.52).margin(0.03));
    CHECK(pager.visible() == std::pair{2, 3});
    pager.update(milliseconds{1800});
    CHECK_FALSE(pager.animating());
    CHECK(pager.visible() == std::pair{3, 3});
}

TEST_CASE("Pager: reduced motion cross-fades in 120 ms and still follows the finger", "[app][motion]") {
    Pager pager = pager_of(5, 2);
    pager.set_motion(MotionStyle::Reduced);
    drag_by(pager, milliseconds{0}, -90);
    CHECK(pager.position() == Approx(2.1));
    CHECK_FALSE(pager.fade(milliseconds{0}));
    pager.release(milliseconds{100}, -1000);
    CHECK(commits(pager) == std::vector{3});
    CHECK(pager.position() == 3);
    const auto fade = pager.fade(milliseconds{160});
    REQUIRE(fade);
    CHECK(fade->from == Approx(2.1));
    CHECK(fade->progress == Approx(0.5));
    CHECK(pager.visible() == std::pair{2, 3});
    pager.update(milliseconds{219});
    CHECK(pager.animating());
    pager.update(milliseconds{220});
    CHECK_FALSE(pager.animating());
    CHECK_FALSE(pager.fade(milliseconds{220}));
}
