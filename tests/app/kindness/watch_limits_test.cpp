#include "app/kindness/watch_limits.h"

#include "app/kindness/watched_today.h"
#include "app/library/library.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

using Card = WatchLimits::Card;

/// Watches for so long, a turn a second.
Microseconds watch(WatchLimits& limits, Microseconds from, Microseconds time, Microseconds today = 0us) {
    const Microseconds end = from + time;
    for (Microseconds now = from; now <= end; now += 1s) limits.update(now, true, today);
    return end;
}

}  // namespace

TEST_CASE("WatchLimits: without wishes nothing is ever held", "[app][kindness]") {
    WatchLimits limits;
    watch(limits, 0s, 3h);
    for (int i = 0; i < 100; ++i) limits.episode_began(WatchLimits::Arrival::Followed);
    CHECK(limits.at_end() == Card::None);
    CHECK(limits.at_swipe() == Card::None);
    CHECK_FALSE(limits.day_is_over());
    CHECK(limits.loudness(10h) == 1);
}

TEST_CASE("WatchLimits: after three episodes in a row it stops, chosen ones begin a new row", "[app][kindness]") {
    WatchLimits limits;
    limits.set_wishes({.stop_after = 3});
    limits.episode_began(WatchLimits::Arrival::Chosen);
    CHECK(limits.at_end() == Card::None);
    limits.episode_began(WatchLimits::Arrival::Followed);
    CHECK(limits.at_end() == Card::None);
    limits.episode_began(WatchLimits::Arrival::Followed);
    CHECK(limits.at_end() == Card::Stop);
    CHECK(limits.at_swipe() == Card::None);
    limits.episode_began(WatchLimits::Arrival::Chosen);
    CHECK(limits.at_end() == Card::None);
}

TEST_CASE("WatchLimits: the reminder comes between two episodes, and a rest puts it off", "[app][kindness]") {
    WatchLimits limits;
    limits.set_wishes({.break_after_minutes = 20});
    Microseconds now = watch(limits, 0s, 19min);
    CHECK(limits.at_end() == Card::None);
    now = watch(limits, now, 2min);
    CHECK(limits.at_end() == Card::Break);
    CHECK(limits.at_swipe() == Card::Break);
    limits.show(Card::Break);
    limits.go_on();
    CHECK(limits.card() == Card::None);
    CHECK(limits.at_end() == Card::None);
    now = watch(limits, now, 15min);
    limits.update(now + 6min, false, 0us);  // a pause
    watch(limits, now + 6min, 10min);
    CHECK(limits.at_end() == Card::None);
}

TEST_CASE("WatchLimits: the day's limit counts earlier runs, and is extended by a quarter of an hour",
          "[app][kindness]") {
    WatchLimits limits;
    limits.set_wishes({.daily_limit_minutes = 30});
    Microseconds now = watch(limits, 0s, 4min, 25min);
    CHECK_FALSE(limits.day_is_over());
    now = watch(limits, now, 2min, 25min);
    CHECK(limits.day_is_over());
    CHECK(limits.at_end() == Card::Limit);
    limits.show(Card::Limit);
    limits.extend();
    limits.update(now, false, 25min);
    CHECK_FALSE(limits.day_is_over());
    CHECK(limits.card() == Card::None);
    watch(limits, now, 15min, 25min);
    CHECK(limits.day_is_over());
}

TEST_CASE("WatchLimits: the sleep timer fades for twenty seconds and pauses once", "[app][kindness]") {
    WatchLimits limits;
    limits.set_sleep(10min);
    CHECK(limits.loudness(9min) == 1);
    CHECK(limits.next_change(9min) == 9min + 40s);
    CHECK(limits.loudness(9min + 50s) == Approx(0.5f));
    CHECK_FALSE(limits.take_sleep(9min + 59s));
    CHECK(limits.take_sleep(10min));
    CHECK_FALSE(limits.take_sleep(10min));
    CHECK(limits.loudness(11min) == 1);
}

TEST_CASE("watched today: adds up on one day and begins anew on the next", "[app][kindness]") {
    Library library{{}};
    add_watched(library, "2026-11-21", 90s);
    add_watched(library, "2026-11-21", 30s);
    CHECK(watched_today(library, "2026-11-21") == 2min);
    CHECK(watched_today(library, "2026-11-22") == 0s);
}
