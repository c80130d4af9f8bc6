#include "app/screens/episode_end.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

// The last picture stays for so long while the next episode has none yet.
constexpr Microseconds kHold = 3s;

}  // namespace

void EpisodeEnd::update(Microseconds now) { state_.host.set_following(watch(now)); }

bool EpisodeEnd::watch(Microseconds now) {
    PlayerState& s = state_;
    if (!s.has_pages() || s.teaser || s.pager.mode() != PagerMode::Rest || s.scrubber.active()) return false;
    if (page_ != s.current()) {
        if (page_) s.values.stop_after = false;
        page_ = s.current();
        ended_since_.reset();
        s.up_next.close();
        s.values.advance_refused = false;
        s.values.loop.clear_section();
    }
    const PageView here = s.view();
    // What is missing is said first; the viewer tries again or goes on.
    const bool plays = !here.locked && !here.failed() && here.snapshot && !here.snapshot->seeking;
    const bool ended = plays && here.snapshot->state == SessionState::Ended;
    if (!plays || !s.host.wants_to_play() || loop_back(here, ended)) {
        s.up_next.close();
        return false;
    }
    const bool follows = goes_on_by_itself(here);
    if (ended) {
        go_on(now, here);
        return follows;
    }
    ended_since_.reset();
    s.values.advance_refused = false;
    s.up_next.close();
    return follows;
}

bool EpisodeEnd::loop_back(const PageView& here, bool ended) {
    const auto target = state_.values.loop.jump(here.position(), ended);
    if (target) state_.host.seek(*target, SeekMode::Exact);
    return target.has_value();
}

/// Without the viewer being asked, and so without a pause between the two.
bool EpisodeEnd::goes_on_by_itself(const PageView& here) const {
    const PlayerState& s = state_;
    if (s.limits.at_end() != WatchLimits::Card::None) return false;
    if (s.host.settings().values().autoplay != AutoAdvance::On || s.values.stop_after || s.values.loop.active())
        return false;
    return here.index + 1 < s.host.page_count() && s.host.page(here.index + 1).series_index == here.page.series_index;
}

bool EpisodeEnd::next_is_ready(std::size_t next) const {
    if (is_locked(state_.host, next)) return true;
    const auto snapshot = state_.host.snapshot(next);
    return snapshot && (snapshot->has_first_frame || snapshot->state != SessionState::Opening);
}

void EpisodeEnd::go_on(Microseconds now, const PageView& here) {
    PlayerState& s = state_;
    const std::size_t next = here.index + 1;
    if (s.host.settings().values().autoplay == AutoAdvance::Off || s.values.stop_after || next >= s.host.page_count())
        return;
    if (const WatchLimits::Card card = s.limits.at_end(); card != WatchLimits::Card::None) {
        s.up_next.close();
        s.limits.show(card);
        return s.host.set_playing(false);
    }
    if (!ended_since_) ended_since_ = now;
    if (goes_on_by_itself(here)) {
        if (!next_is_ready(next) && now - *ended_since_ < kHold) return;
    } else {
        if (s.values.advance_refused) return s.up_next.close();
        s.up_next.open(now);
        if (!s.up_next.due(now)) return;
    }
    s.followed = s.pager.page_by(now, +1, PageTrigger::Press);
    if (s.followed) ++s.followed_total;
}

std::optional<Microseconds> EpisodeEnd::next_change(Microseconds now) const {
    const PlayerState& s = state_;
    if (const auto due = s.up_next.due_at()) return due;
    if (ended_since_ && *ended_since_ + kHold > now) return *ended_since_ + kHold;
    return std::nullopt;
}

}  // namespace cliffhanger
