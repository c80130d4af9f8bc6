#include "app/kindness/watch_limits.h"

#include <algorithm>
#include <utility>

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

/// A pause of so long is a rest.
constexpr Microseconds kRest = 5min;
/// Between two turns of a loop that slept because nothing was to do, nothing was watched.
constexpr Microseconds kLongestTurn = 1s;

}  // namespace

void WatchLimits::set_wishes(const Wishes& wishes) {
    if (wishes == wishes_) return;
    if (wishes.stop_after != wishes_.stop_after) followed_ = 0;
    if (wishes.daily_limit_minutes != wishes_.daily_limit_minutes) extra_ = 0us;
    wishes_ = wishes;
}

void WatchLimits::update(Microseconds now, bool playing, Microseconds watched_today) {
    const Microseconds passed = last_update_ ? now - *last_update_ : 0us;
    last_update_ = now;
    if (playing) {
        const Microseconds counted = std::min(passed, kLongestTurn);
        watched_ += counted;
        without_rest_ += counted;
        idle_ = 0us;
    } else {
        idle_ += passed;
        if (idle_ >= kRest) without_rest_ = 0us;
    }
    const Microseconds limit = std::chrono::minutes(wishes_.daily_limit_minutes) + extra_;
    day_is_over_ = wishes_.daily_limit_minutes > 0 && watched_today + watched_ >= limit;
    if (card_ == Card::Limit && !day_is_over_) card_ = Card::None;
}

Microseconds WatchLimits::take_watched() { return std::exchange(watched_, 0us); }

void WatchLimits::episode_began(Arrival arrival) { followed_ = arrival == Arrival::Followed ? followed_ + 1 : 0; }

WatchLimits::Card WatchLimits::at_swipe() const {
    if (day_is_over_) return Card::Limit;
    const bool tired =
        wishes_.break_after_minutes > 0 && without_rest_ >= std::chrono::minutes(wishes_.break_after_minutes);
    return tired ? Card::Break : Card::None;
}

WatchLimits::Card WatchLimits::at_end() const {
    if (const Card card = at_swipe(); card != Card::None) return card;
    // The first one was chosen, and counts.
    return wishes_.stop_after > 0 && followed_ + 1 >= wishes_.stop_after ? Card::Stop : Card::None;
}

void WatchLimits::go_on() {
    if (card_ == Card::Break) without_rest_ = 0us;
    followed_ = 0;
    card_ = Card::None;
}

float WatchLimits::loudness(Microseconds now) const {
    if (!sleep_at_) return 1;
    const double left = static_cast<double>((*sleep_at_ - now).count()) / static_cast<double>(kFade.count());
    return static_cast<float>(std::clamp(left, 0.0, 1.0));
}

bool WatchLimits::take_sleep(Microseconds now) {
    if (!sleep_at_ || now < *sleep_at_) return false;
    sleep_at_.reset();
    return true;
}

std::optional<Microseconds> WatchLimits::next_change(Microseconds now) const {
    if (!sleep_at_) return std::nullopt;
    // While it fades, ten steps a second are smooth enough.
    return now < *sleep_at_ - kFade ? *sleep_at_ - kFade : std::min(*sleep_at_, now + 100ms);
}

}  // namespace cliffhanger
