#include "app/desktop/screen_saver_hold.h"

#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

TEST_CASE("ScreenSaverHold: held off while something plays, not before and not long after", "[app][desktop]") {
    ScreenSaverHold hold;
    CHECK_FALSE(hold.update(0s, false));
    CHECK(hold.update(1s, true));
    CHECK_FALSE(hold.next_change());
    CHECK(hold.update(10s, false));
    CHECK(hold.next_change() == 15s);
    CHECK(hold.update(14'999ms, false));
    CHECK_FALSE(hold.update(15s, false));
    CHECK_FALSE(hold.next_change());
    CHECK_FALSE(hold.update(20s, false));
}

TEST_CASE("ScreenSaverHold: a swipe lets it not go", "[app][desktop]") {
    ScreenSaverHold hold;
    CHECK(hold.update(0s, true));
    for (int i = 1; i < 100; ++i) CHECK(hold.update(i * 1s, i % 3 == 0));
}
