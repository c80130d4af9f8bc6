#include "app/motion/scroller.h"

#include <cmath>

#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;

namespace {

Scroller list(double viewport = 800, double content = 10000) {
    Scroller scroller;
    scroller.set_geometry(viewport, content, 1);
    return scroller;
}

void settle(Scroller& scroller, Microseconds now) {
    for (int frame = 0; frame < 1000 && scroller.animating(); ++frame) scroller.update(now += Microseconds{16667});
    REQUIRE_FALSE(scroller.animating());
}

}  // namespace

TEST_CASE("Scroller: follows the finger one to one inside, with resistance beyond the ends", "[app][motion]") {
    Scroller scroller = list();
    scroller.grab(milliseconds{0}, 500);
    scroller.drag(300);
    CHECK(scroller.offset() == 200);
    scroller.drag(500 + 100);
    CHECK(scroller.offset() == Approx(-51.46).margin(0.1));
    scroller.release(milliseconds{100}, 0);
    settle(scroller, milliseconds{100});
    CHECK(scroller.offset() == 0);
}

TEST_CASE("Scroller: a fling decays with 2 / s and stops below 12 dp/s", "[app][motion]") {
    Scroller scroller = list();
    scroller.grab(milliseconds{0}, 500);
    scroller.release(milliseconds{0}, -1000);
    scroller.update(milliseconds{500});
    CHECK(scroller.offset() == Approx(500 * (1 - std::exp(-1.0))));
    CHECK(scroller.velocity() == Approx(1000 * std::exp(-1.0)));
    const double stop_seconds = std::log(1000.0 / 12) / 2;
    scroller.update(milliseconds{static_cast<int>(stop_seconds * 1000) - 1});
    CHECK(scroller.animating());
    scroller.update(milliseconds{static_cast<int>(stop_seconds * 1000) + 1});
    CHECK_FALSE(scroller.animating());
    CHECK(scroller.offset() == Approx(500 * (1 - 12.0 / 1000)));
}

TEST_CASE("Scroller: a fling into the end swings out and comes back, alike at every frame rate", "[app][motion]") {
    const int step_ms = GENERATE(4, 16, 33);
    Scroller scroller = list(800, 1200);
    scroller.grab(milliseconds{0}, 0);
    scroller.release(milliseconds{0}, -3000);
    double farthest = 0;
    for (int ms = 0; ms < 264; ms += step_ms) {
        scroller.update(milliseconds{ms});
        farthest = std::max(farthest, scroller.offset());
    }
    scroller.update(milliseconds{264});
    Scroller direct = list(800, 1200);
    direct.grab(milliseconds{0}, 0);
    direct.release(milliseconds{0}, -3000);
    direct.update(milliseconds{264});
    CHECK(farthest > 400);
    CHECK(farthest < 460);
    CHECK(scroller.offset() == direct.offset());
    settle(scroller, milliseconds{264});
    CHECK(scroller.offset() == 400);
}

TEST_CASE("Scroller: catching a fling stops it there", "[app][motion]") {
    Scroller scroller = list();
    scroller.grab(milliseconds{0}, 500);
    scroller.release(milliseconds{0}, -1000);
    scroller.grab(milliseconds{200}, 400);
    const double caught = scroller.offset();
    CHECK(caught == Approx(500 * (1 - std::exp(-0.4))));
    scroller.update(milliseconds{900});
    CHECK(scroller.offset() == caught);
}

TEST_CASE("Scroller: a shelf stops at the nearest card", "[app][motion]") {
    Scroller shelf = list(390, 1200);
    shelf.set_snap_points({0, 120, 240, 360, 480, 600, 720, 840});
    shelf.grab(milliseconds{0}, 300);
    shelf.drag(300 - 70);
    shelf.release(milliseconds{100}, 0);
    settle(shelf, milliseconds{100});
    CHECK(shelf.offset() == 120);
    shelf.grab(milliseconds{1000}, 300);
    shelf.release(milliseconds{1000}, -600);  // 225 px until it is at 150 dp/s: 345
    settle(shelf, milliseconds{1000});
    CHECK(shelf.offset() == 360);
    shelf.grab(milliseconds{2000}, 300);
    shelf.drag(300 - 425);  // 785: nearer to its end at 810 than to 720
    shelf.release(milliseconds{2000}, 0);
    settle(shelf, milliseconds{2000});
    CHECK(shelf.offset() == 810);
}

TEST_CASE("Scroller: a wheel notch is 96 dp, smoothed; notches add up", "[app][motion]") {
    Scroller scroller = list();
    scroller.wheel(milliseconds{0}, 1);
    scroller.update(milliseconds{50});
    CHECK(scroller.offset() == Approx(96 - 96 * (1 + 28 * 0.05) * std::exp(-28 * 0.05)));
    scroller.wheel(milliseconds{50}, 2);
    settle(scroller, milliseconds{50});
    CHECK(scroller.offset() == 288);
    scroller.wheel(milliseconds{2000}, -10);
    settle(scroller, milliseconds{2000});
    CHECK(scroller.offset() == 0);
}

TEST_CASE("Scroller: reveals with the least scrolling", "[app][motion]") {
    Scroller scroller = list();
    scroller.reveal(milliseconds{0}, 100, 200);
    CHECK_FALSE(scroller.animating());
    scroller.reveal(milliseconds{0}, 900, 1000);
    settle(scroller, milliseconds{0});
    CHECK(scroller.offset() == 200);
    scroller.reveal(milliseconds{2000}, 150, 180);
    settle(scroller, milliseconds{2000});
    CHECK(scroller.offset() == 150);
}

TEST_CASE("Scroller: content that shrinks pulls the offset with it", "[app][motion]") {
    Scroller scroller = list();
    scroller.jump_to(5000);
    scroller.set_geometry(800, 1000, 1);
    CHECK(scroller.offset() == 200);
    scroller.set_geometry(800, 300, 1);
    CHECK(scroller.offset() == 0);
}
