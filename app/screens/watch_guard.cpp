#include "app/screens/watch_guard.h"

#include <cmath>
#include <utility>

#include "app/kindness/watched_today.h"
#include "app/screens/message_page.h"
#include "app/settings/data_usage.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

/// So much of what was watched may be lost with the program.
constexpr Microseconds kCountEvery = 5s;
constexpr Microseconds kDateEvery = 1s;

bool plays(PlayerState& s) {
    if (!s.has_pages() || !s.host.wants_to_play()) return false;
    const auto snapshot = s.host.snapshot(s.current());
    return snapshot && snapshot->state == SessionState::Ready;
}

}  // namespace

void WatchGuard::update(Microseconds now) {
    PlayerState& s = state_;
    const SettingValues& wishes = s.host.settings().values();
    s.limits.set_wishes({wishes.stop_after, wishes.break_after_minutes, wishes.daily_limit_minutes});
    count(now);
    follow_sleep(now);
    if (!s.has_pages()) return;
    if (page_ != s.current() && s.pager.mode() == PagerMode::Rest) arrive();
    s.pager.set_held(s.limits.card() != WatchLimits::Card::None || s.limits.day_is_over());
    if (s.limits.card() != WatchLimits::Card::None && s.host.wants_to_play()) s.host.set_playing(false);
}

/// Asking for it every turn would read the time zone's rules every turn.
const std::string& WatchGuard::date(Microseconds now) {
    if (!date_asked_at_ || now - *date_asked_at_ >= kDateEvery) {
        date_ = local_date();
        date_asked_at_ = now;
    }
    return date_;
}

void WatchGuard::count(Microseconds now) {
    PlayerState& s = state_;
    const bool playing = plays(s);
    const bool limited = s.host.settings().values().daily_limit_minutes > 0;
    const Microseconds before = limited ? watched_today(s.host.library(), date(now)) : 0us;
    s.limits.update(now, playing, before + uncounted_);
    uncounted_ += s.limits.take_watched();
    if (!limited) uncounted_ = 0us;
    if (uncounted_ < kCountEvery && (playing || uncounted_.count() == 0)) return;
    add_watched(s.host.library(), date(now), std::exchange(uncounted_, 0us));
}

void WatchGuard::follow_sleep(Microseconds now) {
    PlayerState& s = state_;
    if (sleep_minutes_ != s.values.sleep_minutes) {
        sleep_minutes_ = s.values.sleep_minutes;
        s.limits.set_sleep(sleep_minutes_ ? std::optional(now + std::chrono::minutes(*sleep_minutes_)) : std::nullopt);
    }
    if (s.limits.take_sleep(now)) {
        sleep_minutes_ = s.values.sleep_minutes = std::nullopt;
        s.host.set_playing(false);
        s.host.age_gate().lock_again();
        s.limits.show(WatchLimits::Card::Sleep);
    }
    const float fade = s.limits.loudness(now);
    if (fade != fade_) s.host.set_fade(fade);
    fade_ = fade;
}

void WatchGuard::arrive() {
    PlayerState& s = state_;
    page_ = s.current();
    const bool followed = std::exchange(s.followed, false);
    s.limits.episode_began(followed ? WatchLimits::Arrival::Followed : WatchLimits::Arrival::Chosen);
    const WatchLimits::Card card = s.limits.at_swipe();
    if (card != WatchLimits::Card::None && s.host.wants_to_play()) s.limits.show(card);
}

void draw_watch_card(Frame& frame, const PlayerState& state, const Rect& stage) {
    const WatchLimits::Card card = state.limits.card();
    if (card == WatchLimits::Card::None) return;
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    const SettingValues& wishes = state.host.settings().values();
    MessagePage page;
    page.id = "player.watch";
    page.icon = Icon::Bedtime;
    page.icon_color = frame.theme.info;
    TextButton first{.id = "player.watch.go_on",
                     .text = word(Text::KeepWatching),
                     .action = {ActionKind::KeepWatching},
                     .look = ButtonLook::Primary,
                     .is_default = true};
    switch (card) {
        case WatchLimits::Card::Stop:
            page.title = word(Text::BreakTitle);
            page.detail = frame.strings.plural(Plural::StopAfterEpisodes, wishes.stop_after);
            break;
        case WatchLimits::Card::Break:
            page.title = word(Text::BreakTitle);
            page.detail = frame.strings.with(Text::BreakText,
                                             {{"duration", frame.strings.duration(60.0 * wishes.break_after_minutes)}});
            break;
        case WatchLimits::Card::Sleep:
            page.title = word(Text::SleepTimerEnded);
            break;
        case WatchLimits::Card::Limit:
            page.title = word(Text::LimitReached);
            page.detail = word(Text::LimitReachedText);
            first.text = frame.strings.with(Text::MoreMinutes, {{"n", WatchLimits::kExtraMinutes}});
            first.look = ButtonLook::Tonal;
            break;
        case WatchLimits::Card::None:
            return;
    }
    page.buttons.push_back(std::move(first));
    page.buttons.push_back(
        {.id = "player.watch.home", .text = word(Text::Home), .action = action_to({ScreenKind::Home})});
    frame.set_layer(Layer::Dialog);
    frame.canvas.fill_rounded(stage, state.layout.radius, Color{0, 0, 0}.with_alpha(0.8f));
    frame.control({.id = "player.watch.dim", .role = "region", .name = page.title, .rect = stage, .focusable = false});
    draw_message_page(frame, page, stage);
    frame.set_layer(Layer::Stage);
}

}  // namespace cliffhanger
