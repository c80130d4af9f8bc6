#include "app/screens/player_actions.h"

#include <algorithm>
#include <cmath>

#include "app/kiosk/kiosk_lock.h"
#include "app/screens/caption_style_sheet.h"
#include "app/screens/error_page.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kPreviewsBelong = 500ms;  ///< those that follow each other so closely are one way

}  // namespace

void PlayerActions::perform(Microseconds now, const Action& action) {
    PlayerState& s = state_;
    if (s.kiosk && !kiosk_allows(action.kind)) return;
    const auto value = static_cast<std::size_t>(std::max(0, action.value));
    switch (action.kind) {
        case ActionKind::None:
        case ActionKind::Scrub:
        case ActionKind::Volume:
            return;
        case ActionKind::Back:
            // The arrow is pressed on purpose: with nowhere to go back to, it leaves the program.
            if (s.navigator == nullptr && !s.sheet_open() && !s.host.fullscreen()) s.host.quit();
            s.sheet_open() ? back(now) : leave();
            return;
        case ActionKind::OpenOptions:
            open_sheet(now, SheetKind::Options);
            if (action.value > 0) s.options.open(static_cast<OptionRow>(action.value));
            return;
        case ActionKind::Fullscreen:
            s.host.toggle_fullscreen();
            return;
        case ActionKind::MiniPlayer:
            s.host.toggle_mini();
            return;
        case ActionKind::Quit:
            s.host.quit();
            return;
        case ActionKind::AcceptOffer:
            if (action.value > 0) s.host.accept_crash_offer();
            s.crash.close();
            return;
        case ActionKind::Like: {
            const Target* heart = s.record.find("player.rail.like");
            if (s.host.liked(s.current())) {
                s.host.set_liked(s.current(), false);
            } else {
                like(now, heart ? std::optional(Point{heart->rect.center().x, heart->rect.y + heart->rect.h * 0.35f})
                                : std::nullopt);
            }
            return;
        }
        case ActionKind::MyList:
            toggle_list(now);
            return;
        case ActionKind::OpenEpisodes:
            open_episodes(now);
            return;
        case ActionKind::OpenSeries:
            open_series(now);
            return;
        case ActionKind::Share: {
            const std::string address = share_address(s.host.page(s.current()));
            if (address.empty()) return;
            s.host.copy_to_clipboard(address);
            toast(now, Text::LinkCopied, Icon::Check);
            return;
        }
        case ActionKind::TogglePlay:
            toggle_play(now);
            return;
        case ActionKind::PreviousEpisode:
            page_by(now, -1, PageTrigger::Press);
            return;
        case ActionKind::NextEpisode:
            page_by(now, +1, PageTrigger::Press);
            return;
        case ActionKind::ToggleMute:
            toggle_mute(now);
            return;
        case ActionKind::ToggleCaptions:
            toggle_captions(now);
            return;
        case ActionKind::Help:
            open_sheet(now, SheetKind::Shortcuts);
            return;
        case ActionKind::CloseTop:
            close_sheet(now);
            return;
        case ActionKind::Retry:
            s.host.retry();
            return;
        case ActionKind::CopyErrorCode:
            copy_error_code(now);
            return;
        case ActionKind::Unlock:
            s.host.unlock(s.current());
            s.host.set_playing(true);
            return;
        case ActionKind::EnterPin:
            s.host.age_gate().ask({AgeGate::Question::Kind::Enter, [&host = s.host](Microseconds) {
                                       host.age_gate().grant();
                                       host.set_playing(true);
                                   }});
            return;
        case ActionKind::SkipSeries:
            skip_series(now, +1);
            return;
        case ActionKind::ReloadFeed:
            s.host.reload_feed();
            return;
        case ActionKind::UnlockSpeed:
            hold_speed(SpeedPill::None);
            return;
        case ActionKind::SkipSection:
            skip_section(now);
            return;
        case ActionKind::CancelAdvance:
            s.values.advance_refused = true;
            return;
        case ActionKind::KeepWatching:
            answer_card(now);
            return;
        case ActionKind::CopyReport:
        case ActionKind::SaveReport:
        case ActionKind::CloseReport:
            perform_report(now, action.kind);
            return;
        case ActionKind::GoToEpisode:
            if (const auto page = page_of(s.host, s.current(), s.view().page.series_index, value)) {
                close_sheet(now);
                go_to_page(now, *page);
            } else if (s.play_elsewhere) {
                close_sheet(now);
                s.play_elsewhere(s.view().page.series_index, value);
            }
            return;
        case ActionKind::GoToSeries:
            go_to_series(now, value);
            return;
        case ActionKind::SelectRange:
            s.panel.grid().select_tab(action.value);
            s.sheet.grid().select_tab(action.value);
            s.tv_panel.grid().select_tab(action.value);
            return;
        case ActionKind::OpenOption:
            s.options.open(static_cast<OptionRow>(action.value));
            s.option_scroller.jump_to(0);
            return;
        case ActionKind::DownloadEpisode:
            download_episode(now);
            return;
        case ActionKind::OpenScreen:
            if (s.navigator != nullptr)
                s.navigator->open({static_cast<ScreenKind>(action.value & 0xff), 0, action.value >> 8});
            return;
        case ActionKind::OpenSeriesPage:
            if (s.navigator != nullptr) s.navigator->open({ScreenKind::Series, value});
            return;
        case ActionKind::WatchAll:
            if (s.navigator != nullptr) s.navigator->open({ScreenKind::Player});
            return;
        case ActionKind::ChooseLanguage:
            if (s.choose_language) s.choose_language(now);
            return;
        case ActionKind::PlaySeries:
        case ActionKind::DialogConfirm:
        case ActionKind::DialogCancel:
        case ActionKind::ToastAction:
        case ActionKind::Own:
            return;  // of the screens around
        case ActionKind::SetCaption:
            set_caption(s.host.captions(), action.value);
            return;
        case ActionKind::Choose:
            OptionsSheet::choose(s.host, s.view(), s.values, s.options.row(), action.value);
            s.options.open(OptionRow::None);
            return;
    }
}

void PlayerActions::page_by(Microseconds now, int direction, PageTrigger trigger) {
    PlayerState& s = state_;
    if (!s.has_pages()) return;
    if (s.pager.page_by(now, direction, trigger)) return;
    const bool at_end = direction > 0 ? s.pager.committed() + 1 >= s.pager.page_count() : s.pager.committed() == 0;
    if (at_end && trigger == PageTrigger::Press)
        toast(now, direction > 0 ? Text::LastEpisode : Text::FirstEpisode, Icon::Info);
}

void PlayerActions::go_to_page(Microseconds now, std::size_t page) {
    PlayerState& s = state_;
    if (page >= s.host.page_count() || page == s.current()) return;
    if (s.limits.day_is_over()) return s.limits.show(WatchLimits::Card::Limit);
    s.last_intent = now;
    s.pager.jump_to(static_cast<int>(page));
    s.host.commit_page(page);
    s.host.set_playing(true);
}

void PlayerActions::toggle_play(Microseconds now) {
    PlayerState& s = state_;
    const PageView view = s.view();
    if (view.locked || view.failed() || s.limits.card() != WatchLimits::Card::None) return;
    if (view.snapshot && view.snapshot->state == SessionState::Ended) {
        s.host.seek(MediaTime{0}, SeekMode::Exact);
        s.host.set_playing(true);
        s.hud.flash_glyph(now, Icon::PlayArrow);
        if (s.on_tv()) close_tv_chrome(now);
        return;
    }
    const bool play = !s.host.wants_to_play();
    s.host.set_playing(play);
    s.hud.flash_glyph(now, play ? Icon::PlayArrow : Icon::Pause);
    if (s.on_tv()) play ? close_tv_chrome(now) : open_tv_chrome(now);
}

/// Who has set a PIN decides about more than the day's limit, too.
void PlayerActions::answer_card(Microseconds now) {
    AgeGate& gate = state_.host.age_gate();
    if (state_.limits.card() != WatchLimits::Card::Limit || !gate.pin().is_set()) return keep_watching(now);
    gate.ask({AgeGate::Question::Kind::Enter, [this](Microseconds at) { keep_watching(at); }, Text::DailyLimit});
}

void PlayerActions::keep_watching(Microseconds now) {
    PlayerState& s = state_;
    if (s.limits.card() == WatchLimits::Card::Limit) s.limits.extend();
    s.limits.go_on();
    s.pager.set_held(false);
    const PageView view = s.view();
    const bool ended = view.snapshot && view.snapshot->state == SessionState::Ended;
    s.host.set_playing(true);
    if (ended) s.pager.page_by(now, +1, PageTrigger::Press);
}

void PlayerActions::seek_by(Microseconds now, MediaTime by, SeekMode mode) {
    PlayerState& s = state_;
    const PageView view = s.view();
    if (!view.snapshot) return;
    // Previews show keyframes: the next one counts from where this one was aimed at, not from where it has landed.
    const bool on_the_way = mode == SeekMode::Keyframe && previewed_at_ && now - *previewed_at_ < kPreviewsBelong &&
                            previewed_page_ == view.index;
    const bool pending = (view.snapshot->seeking || on_the_way) && seek_target_;
    previewed_at_ = mode == SeekMode::Keyframe ? std::optional(now) : std::nullopt;
    previewed_page_ = view.index;
    MediaTime target = (pending ? *seek_target_ : view.position()) + by;
    if (view.duration().count() > 0) target = std::min(target, view.duration());
    target = std::max(target, MediaTime{0});
    seek_target_ = target;
    s.host.seek(target, mode);
    if (std::chrono::abs(by) >= 5s) s.hud.seek_ripple(now, static_cast<int>(by / 1s));
}

void PlayerActions::commit_seek() {
    if (std::exchange(previewed_at_, std::nullopt) && previewed_page_ == state_.current() && seek_target_)
        state_.host.seek(*seek_target_, SeekMode::Exact);
}

void PlayerActions::seek_to_share(Microseconds, double share) {
    const MediaTime duration = state_.view().duration();
    if (duration.count() <= 0) return;
    seek_target_ = from_seconds(to_seconds(duration) * share);
    state_.host.seek(*seek_target_, SeekMode::Exact);
}

void PlayerActions::like(Microseconds now, std::optional<Point> burst_at) {
    state_.host.set_liked(state_.current(), true);
    if (burst_at) state_.hud.burst_heart(now, *burst_at);
}

void PlayerActions::hold_speed(SpeedPill pill) {
    PlayerState& s = state_;
    const double fast = s.host.settings().values().hold_speed;
    if (s.speed == pill || (fast <= 0 && pill != SpeedPill::None)) return;
    s.speed = pill;
    s.hud.show_speed(pill, rate_text(fast));
    s.host.set_rate(pill == SpeedPill::None ? s.values.rate : fast);
}

void PlayerActions::step_rate(Microseconds now, int direction) {
    const auto& rates = playback_rates();
    const double rate = state_.values.rate;
    const auto nearest = std::min_element(rates.begin(), rates.end(),
                                          [&](double a, double b) { return std::abs(a - rate) < std::abs(b - rate); });
    const auto last = static_cast<int>(rates.size()) - 1;
    set_rate(
        now,
        rates[static_cast<std::size_t>(std::clamp(static_cast<int>(nearest - rates.begin()) + direction, 0, last))]);
}

void PlayerActions::set_rate(Microseconds now, double rate) {
    state_.values.rate = rate;
    state_.host.choose_rate(rate);
    state_.hud.toast(now, rate_text(rate), Icon::Speed);
}

void PlayerActions::toggle_list(Microseconds now) {
    PlayerState& s = state_;
    const std::size_t series = s.host.page(s.current()).series_index;
    const bool listed = !s.host.listed(series);
    s.host.set_listed(series, listed);
    toast(now, listed ? Text::Listed : Text::Unlisted, listed ? Icon::BookmarkAdded : Icon::BookmarkBorder);
}

void PlayerActions::copy_error_code(Microseconds now) {
    PlayerState& s = state_;
    std::optional<Error> error = s.host.feed_error();
    if (s.has_pages()) {
        const PageView view = s.view();
        error = view.snapshot ? view.snapshot->error : std::nullopt;
    }
    if (!error) return;
    s.host.copy_to_clipboard(error_code(*error));
    toast(now, Text::CodeCopied, Icon::Check);
}

void PlayerActions::toast(Microseconds now, Text text, Icon icon) {
    state_.hud.toast(now, std::string(state_.strings(text)), icon);
}

}  // namespace cliffhanger
