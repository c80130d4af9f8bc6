#include "app/screens/player_screen.h"

#include <algorithm>
#include <utility>

#include "app/motion/keep_earlier.h"
#include "app/screens/episode_end.h"
#include "app/screens/host_notice.h"
#include "app/screens/player_input.h"
#include "app/screens/player_view.h"
#include "app/screens/watch_guard.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kThumb = 120ms;
constexpr double kThumbDragged = 10.0 / 6.0;
constexpr float kAlmostGone = 0.2f;  ///< of the chrome's opacity

PageWait::Reason waiting_reason(const PageView& view, bool wants_to_play) {
    if (view.locked || !view.snapshot || view.failed()) return PageWait::Reason::None;
    if (view.snapshot->state == SessionState::Opening && !view.snapshot->has_first_frame)
        return PageWait::Reason::Start;
    if (!wants_to_play) return PageWait::Reason::None;
    if (view.snapshot->state == SessionState::Opening) return PageWait::Reason::Start;
    return view.snapshot->state == SessionState::Buffering ? PageWait::Reason::Stall : PageWait::Reason::None;
}

bool is_press(const InputEvent& event) {
    if (const auto* touch = std::get_if<TouchEvent>(&event.what)) return touch->type == PressType::Down;
    if (const auto* mouse = std::get_if<MouseEvent>(&event.what)) return mouse->type == PressType::Down;
    if (const auto* key = std::get_if<KeyEvent>(&event.what)) return key->down;
    if (const auto* pad = std::get_if<PadEvent>(&event.what)) return pad->value > 0.5f;
    return std::holds_alternative<WheelEvent>(event.what);
}

/// The hand goes up; the other hints only fade in.
bool coach_moves(const CoachMarks& coach, Microseconds now, bool calm) {
    if (!coach.since()) return false;
    return (coach.shown() == CoachMarks::Hint::Swipe && !calm) || now - *coach.since() < 300ms;
}

}  // namespace

struct PlayerScreen::State : PlayerState {
    using PlayerState::PlayerState;

    PlayerActions actions{*this};
    PlayerInput input{*this, actions};
    PlayerView view_of{*this};
    EpisodeEnd end{*this};
    WatchGuard guard{*this};

    void follow_host();
    void hand_over();
    void follow_rate();
    bool chrome_held(const PageView& view) const;
    void coach_viewer(Microseconds now, const PageView& view);

    bool was_playing = false;
};

/// The feed and its current page may change without us: at the start, after a reload.
void PlayerScreen::State::follow_host() {
    if (strings.language() != interface_language(host.language())) strings = Strings(host.language());
    if (!has_pages()) {
        pager.set_page_count(0);
        return;
    }
    const MotionStyle moving = teaser ? MotionStyle::Dissolve : MotionStyle::Full;
    pager.set_motion(host.reduced_motion() ? MotionStyle::Reduced : moving);
    pager.set_page_count(static_cast<int>(host.page_count()));
    const auto wanted = static_cast<int>(host.current_page());
    if (pager.mode() == PagerMode::Rest && pager.committed() != wanted) pager.jump_to(wanted);
}

void PlayerScreen::State::hand_over() {
    std::optional<PagerEvent> last;
    for (const PagerEvent& event : pager.take_events()) {
        if (event.kind == PagerEvent::Kind::Committed) last = event;
        if (event.kind == PagerEvent::Kind::PulledToRefresh) host.reload_feed();
        if (event.kind == PagerEvent::Kind::Refused && limits.day_is_over()) limits.show(WatchLimits::Card::Limit);
    }
    if (!last) return;
    last_intent = last->intent_time;
    scrubber.cancel(host);
    host.commit_page(static_cast<std::size_t>(last->target));
    if (speed == SpeedPill::Held) actions.hold_speed(SpeedPill::None);
    follow_rate();
}

/// Every series has its own; a locked fast one goes on through them.
void PlayerScreen::State::follow_rate() {
    values.rate = host.chosen_rate();
    if (speed == SpeedPill::None) host.set_rate(values.rate);
}

bool PlayerScreen::State::chrome_held(const PageView& page) const {
    const bool ended = page.snapshot && page.snapshot->state == SessionState::Ended;
    const bool buffering = page.snapshot && page.snapshot->state == SessionState::Buffering;
    return !host.wants_to_play() || ended || buffering || page.locked || page.failed() || sheet_open() ||
           limits.card() != WatchLimits::Card::None || scrubber.active() || focus.ring_visible();
}

/// Hints wait until nothing else asks for attention.
void PlayerScreen::State::coach_viewer(Microseconds now, const PageView& view) {
    if (!std::exchange(coach_asked, true) && host.page_count() > 1 && host.first_run()) coach.begin(now);
    if (!coach.active() || on_tv()) return;
    const bool calm = pager.mode() == PagerMode::Rest && !sheet_open() && !scrubber.active() && !crash.is_open() &&
                      !up_next.is_open() && limits.card() == WatchLimits::Card::None;
    const bool plays = host.wants_to_play() && !view.locked && view.snapshot && view.snapshot->has_first_frame &&
                       view.snapshot->state == SessionState::Ready;
    coach.update(now, {view.index, calm && plays, modality == Modality::Touch});
    if (coach.take_finished()) host.note_coached();
}

PlayerScreen::PlayerScreen(PlayerHost& host, Theme theme, KeyMap keys, Navigator* navigator)
    : state_(std::make_unique<State>(host, theme)) {
    state_->keys = std::move(keys);
    state_->navigator = navigator;
}

PlayerScreen::~PlayerScreen() = default;

void PlayerScreen::set_theme(const Theme& theme) { state_->theme = theme; }

void PlayerScreen::set_tv(bool on, ButtonMarks marks) {
    // Whoever holds a remote control has to see where the focus is.
    if (on && !state_->tv) {
        state_->modality = Modality::Keys;
        state_->focus.note_key_input();
    }
    state_->tv = on;
    state_->marks = marks;
}

void PlayerScreen::set_kiosk(std::function<void(Microseconds)> choose_language) {
    state_->kiosk = true;
    state_->choose_language = std::move(choose_language);
}

void PlayerScreen::set_play_elsewhere(std::function<void(std::size_t series, std::size_t episode)> play) {
    state_->play_elsewhere = std::move(play);
}

void PlayerScreen::set_teaser(bool on) {
    state_->teaser = on;
    state_->teaser_zoom = 0;
    // The list of pages may have become another one in the middle of a turn.
    if (state_->has_pages()) state_->pager.jump_to(static_cast<int>(state_->host.current_page()));
}

void PlayerScreen::set_teaser_zoom(float share) { state_->teaser_zoom = share; }

void PlayerScreen::turn_page(Microseconds now) {
    state_->follow_host();
    state_->left_zoom = std::exchange(state_->teaser_zoom, 0.0f);
    state_->actions.page_by(now, +1, PageTrigger::Press);
    state_->hand_over();
}

void PlayerScreen::show_chrome(Microseconds now) {
    state_->dim.touched(now);
    state_->chrome.poke(now, ChromeVisibility::Cause::Touch);
}

void PlayerScreen::release_input(Microseconds now) { state_->input.release_all(now); }

int PlayerScreen::episodes_followed() const { return state_->followed_total; }

bool PlayerScreen::repeats() const { return state_->values.loop.episode(); }

void PlayerScreen::begin_anew(Microseconds now) {
    State& s = *state_;
    s.scrubber.cancel(s.host);
    s.sheets.close(now);
    s.focus.clear();
    s.values = OptionValues();
    s.limits = WatchLimits();
    s.up_next.close();
    s.actions.hold_speed(SpeedPill::None);
    s.stats_shown = false;
}

void PlayerScreen::handle(const InputEvent& event) {
    state_->follow_host();
    if (is_press(event)) state_->coach.input(event.time);
    if (is_press(event)) state_->dim.touched(event.time);
    state_->input.handle(event);
    state_->hand_over();
}

void PlayerScreen::update(Microseconds now) {
    State& s = *state_;
    s.follow_host();
    if (s.has_pages() && s.values.rate != s.host.chosen_rate()) s.follow_rate();
    s.input.update(now);
    s.pager.update(now);
    s.guard.update(now);
    s.end.update(now);
    s.hand_over();
    s.hud.set_reduced_motion(s.host.reduced_motion());
    s.feed_page.update(now, s.host.feed_state());
    if (const auto notice = s.host.take_notice()) s.actions.toast(now, text_of(*notice), Icon::Info);
    if (auto offer = s.host.take_crash_offer()) s.crash.open(now, *std::move(offer));
    s.crash.update(now);
    s.sheets.update(now);
    s.panel.scroller().update(now);
    s.sheet.scroller().update(now);
    s.option_scroller.update(now);
    s.thumb.go(now, s.scrubber.on_bar() ? kThumbDragged : 1, kThumb, Easing::Standard);
    if (!s.has_pages()) return;
    const PageView view = s.view();
    // Never hidden because of a pause; who hides it while paused wants to see the picture alone.
    if (std::exchange(s.was_playing, s.host.wants_to_play()) && !s.host.wants_to_play())
        s.chrome.poke(now, ChromeVisibility::Cause::Keys);
    s.chrome.update(now, s.chrome_held(view));
    // Captions come down where the chrome was once it is as good as gone; a television set has it beside the stage.
    const bool in_the_way = s.chrome.shown() || s.chrome.opacity(now) > kAlmostGone;
    s.captions.update(now, in_the_way && !s.on_tv());
    s.coach_viewer(now, view);
    s.wait.update(now, view.index, waiting_reason(view, s.host.wants_to_play()));
}

Scene PlayerScreen::draw(Canvas& canvas, Size size, float px_per_dp, Microseconds now, bool presenter_is_gpu) {
    state_->follow_host();
    return state_->view_of.draw(
        canvas, {size, px_per_dp, now, presenter_is_gpu ? AmbientPace::Live : AmbientPace::OncePerEpisode});
}

bool PlayerScreen::animating(Microseconds now) const {
    const State& s = *state_;
    const bool spinner = s.wait.spinning() && !s.host.reduced_motion();
    return s.pager.animating() || s.pager.fade(now) || s.chrome.animating(now) || s.hud.animating(now) ||
           s.sheets.animating(now) || s.captions.animating(now) || s.ambient.animating(now) ||
           s.panel.scroller().animating() || s.sheet.scroller().animating() || s.option_scroller.animating() ||
           s.tv_panel.animating() || s.interaction.lift.animating(now) || s.thumb.running(now) || spinner ||
           s.feed_page.animating(now, s.host) || s.up_next.is_open() || (s.kiosk && s.dim.animating(now)) ||
           coach_moves(s.coach, now, s.host.reduced_motion()) || s.view_of.animating(now) || now < s.record.moves_until;
}

std::optional<Microseconds> PlayerScreen::next_change(Microseconds now) const {
    const State& s = *state_;
    std::optional<Microseconds> next = s.hud.next_change(now);
    keep_earlier(next, s.feed_page.next_change(now));
    keep_earlier(next, s.crash.next_change());
    keep_earlier(next, s.input.next_change());
    if (!s.has_pages()) return next;
    keep_earlier(next, s.chrome.next_change());
    keep_earlier(next, s.wait.next_change(now));
    keep_earlier(next, s.end.next_change(now));
    keep_earlier(next, s.coach.next_change(now));
    keep_earlier(next, s.limits.next_change(now));
    if (s.kiosk) keep_earlier(next, s.dim.next_change(now));
    const PageView view = s.view();
    // Without pictures nothing else brings the clock of the progress bar on.
    if (view.snapshot && !view.snapshot->has_video && view.snapshot->state == SessionState::Ready &&
        s.host.wants_to_play()) {
        const auto rest = Microseconds(1'000'000 - view.position().count() % 1'000'000);
        keep_earlier(next, now + Microseconds(static_cast<Microseconds::rep>(static_cast<double>(rest.count()) /
                                                                             view.snapshot->rate)));
    }
    return next;
}

const SemanticNode& PlayerScreen::semantics() const { return state_->record.root; }

std::vector<std::size_t> PlayerScreen::visible_pages() const {
    std::vector<std::size_t> pages;
    if (!state_->has_pages()) return pages;
    const auto [first, last] = state_->pager.visible();
    for (int i = std::max(0, first); i <= last && i < state_->pager.page_count(); ++i)
        pages.push_back(static_cast<std::size_t>(i));
    return pages;
}

std::optional<Microseconds> PlayerScreen::last_intent() const { return state_->last_intent; }

Rect PlayerScreen::stage() const { return state_->layout.stage; }

}  // namespace cliffhanger
