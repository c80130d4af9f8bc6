// The part of PlayerActions that moves about: sheets, focus, series, back.
#include <algorithm>

#include "app/screens/player_actions.h"
#include "app/ui/scroll_view.h"

namespace cliffhanger {

void PlayerActions::open_sheet(Microseconds now, SheetKind kind) {
    PlayerState& s = state_;
    if (s.sheet_open() && s.sheets.kind() == kind) return close_sheet(now);
    s.options.open(OptionRow::None);
    s.sheet.scroller().jump_to(0);
    s.option_scroller.jump_to(0);
    s.sheets.open(now, kind, s.host.reduced_motion());
    s.hud.dismiss_toast(now);
    // On a television set it lies over what plays, not over the chrome.
    if (!s.on_tv()) s.chrome.poke(now, ChromeVisibility::Cause::Touch);
}

void PlayerActions::close_sheet(Microseconds now) {
    state_.sheets.close(now);
    if (!state_.on_tv()) state_.chrome.poke(now, ChromeVisibility::Cause::Touch);
}

void PlayerActions::open_episodes(Microseconds now) {
    PlayerState& s = state_;
    if (s.layout.side_panel.empty()) return open_sheet(now, SheetKind::Episodes);
    // The panel is there already: show the tab of the episode that plays, and go to its cell.
    const PageView view = s.view();
    s.panel.grid().select_tab(static_cast<int>(view.page.episode_index) / EpisodeGrid::kPerTab);
    s.focus.focus("panel.episodes.cell." + std::to_string(view.page.episode->number));
}

void PlayerActions::open_series(Microseconds now) {
    PlayerState& s = state_;
    if (s.layout.side_panel.empty()) return open_sheet(now, SheetKind::Series);
    // The panel says some of it already: the series' own page says the rest.
    if (s.navigator != nullptr && !s.kiosk) return s.navigator->open({ScreenKind::Series, s.view().page.series_index});
    s.panel.scroller().scroll_to(now, 0);
}

void PlayerActions::back(Microseconds now) {
    PlayerState& s = state_;
    if (s.sheet_open()) {
        if (s.sheets.kind() == SheetKind::Options && s.options.row() != OptionRow::None)
            return s.options.open(OptionRow::None);
        return close_sheet(now);
    }
    if (s.up_next.is_open()) {
        s.values.advance_refused = true;
        return;
    }
    if (back_on_tv(now)) return;
    if (!s.focus.focused().empty() && !s.on_tv()) return s.focus.clear();
    leave();
}

/// The player, from its narrowest form to its widest.
void PlayerActions::leave() {
    PlayerState& s = state_;
    if (s.host.mini()) return s.host.toggle_mini();
    if (s.host.fullscreen() && !s.kiosk && !s.on_tv()) return s.host.toggle_fullscreen();
    if (s.navigator != nullptr) s.navigator->back();
}

void PlayerActions::skip_series(Microseconds now, int direction) {
    PlayerState& s = state_;
    const Page here = s.host.page(s.current());
    std::size_t page = s.current();
    if (direction > 0) {
        while (page < s.host.page_count() && s.host.page(page).series_index == here.series_index) ++page;
        if (page >= s.host.page_count()) return toast(now, Text::LastEpisode, Icon::Info);
        return go_to_page(now, page);
    }
    while (page > 0 && s.host.page(page).series_index == here.series_index) --page;
    const Page before = s.host.page(page);
    if (before.series_index == here.series_index) return toast(now, Text::FirstEpisode, Icon::Info);
    go_to_page(now, page_of(s.host, page, before.series_index, 0).value_or(page));
}

void PlayerActions::go_to_series(Microseconds now, std::size_t series_index) {
    PlayerState& s = state_;
    const auto page = page_of(s.host, s.host.page_count(), series_index, 0);
    if (!page) return;
    close_sheet(now);
    go_to_page(now, *page);
    s.panel.scroller().scroll_to(now, 0);
}

void PlayerActions::move_focus(Microseconds now, Intent intent) {
    PlayerState& s = state_;
    s.focus.note_key_input();
    switch (intent) {
        case Intent::FocusNext:
            s.focus.tab(TabDirection::Next);
            break;
        case Intent::FocusPrevious:
            s.focus.tab(TabDirection::Previous);
            break;
        case Intent::FocusUp:
            s.focus.move(Direction::Up);
            break;
        case Intent::FocusDown:
            s.focus.move(Direction::Down);
            break;
        case Intent::FocusLeft:
            s.focus.move(Direction::Left);
            break;
        case Intent::FocusRight:
            s.focus.move(Direction::Right);
            break;
        case Intent::Activate:
            if (const Target* target = s.record.find(s.focus.focused())) {
                const Action action = target->action;
                perform(now, action);
            } else if (s.record.find("player.skip")) {
                perform_section(now, Intent::SkipSection);
            } else if (s.has_pages()) {
                toggle_play(now);
            }
            break;
        default:
            break;
    }
    if (const Target* target = s.record.find(s.focus.focused()); target != nullptr && target->scroll_area >= 0)
        reveal(s.record, *target, now, s.layout.metrics.dp(24), s.layout.metrics.rtl);
}

/// One press begins, pauses or goes on; what is here already is shown where it can be deleted.
void PlayerActions::download_episode(Microseconds now) {
    PlayerState& s = state_;
    DownloadControl& downloads = s.host.downloads();
    const Page page = s.host.page(s.current());
    const auto there = downloads.of(page.series_index, page.episode_index);
    if (!there) {
        downloads.order(page.series_index, {page.episode_index});
        return toast(now, Text::Queued, Icon::Download);
    }
    switch (there->state) {
        case DownloadState::Queued:
        case DownloadState::Running:
            downloads.pause(there->key);
            return toast(now, Text::DownloadPaused, Icon::Pause);
        case DownloadState::Paused:
        case DownloadState::Failed:
            downloads.resume(there->key);
            return toast(now, Text::Queued, Icon::Download);
        case DownloadState::Finished:
            if (s.navigator != nullptr) s.navigator->open({ScreenKind::Downloads});
            return;
    }
}

}  // namespace cliffhanger
