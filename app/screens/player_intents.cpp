// What keys, pads and remotes mean in the player.
#include "app/kiosk/kiosk_lock.h"
#include "app/screens/player_actions.h"

namespace cliffhanger {
namespace {

constexpr float kVolumeStep = 0.05f;

}  // namespace

void PlayerActions::perform(Microseconds now, const RepeatedIntent& repeated) {
    PlayerState& s = state_;
    if (repeated.intent == Intent::None || (s.kiosk && !kiosk_allows(repeated.intent))) return;
    if (repeated.intent == Intent::Quit) return s.host.quit();
    if (repeated.intent == Intent::Screenshot) return s.host.take_screenshot();
    if (repeated.intent == Intent::Fullscreen) return s.host.toggle_fullscreen();
    if (const auto screen = screen_of(repeated.intent); screen && s.navigator != nullptr)
        return s.navigator->open({*screen});
    if (repeated.intent == Intent::MiniPlayer) return s.host.toggle_mini();
    if (!s.has_pages()) {
        if (repeated.intent == Intent::Back && s.navigator != nullptr) s.navigator->back();
        if (repeated.intent == Intent::Retry) s.host.reload_feed();
        if (repeated.intent >= Intent::FocusNext && repeated.intent <= Intent::Activate)
            move_focus(now, repeated.intent);
        return;
    }
    if (perform_on_tv(now, repeated)) return;
    const PageTrigger trigger = repeated.repeat ? PageTrigger::Repeat : PageTrigger::Press;
    if (repeated.intent == Intent::NextEpisode) return page_by(now, +1, trigger);
    if (repeated.intent == Intent::PreviousEpisode) return page_by(now, -1, trigger);
    if (repeated.seek_seconds != 0) {
        return seek_by(now, std::chrono::seconds(repeated.seek_seconds),
                       repeated.repeat ? SeekMode::Keyframe : SeekMode::Exact);
    }
    if (const int seconds = seek_seconds_of(repeated.intent))
        return seek_by(now, std::chrono::seconds(seconds), SeekMode::Exact);
    if (repeated.intent >= Intent::FocusNext && repeated.intent <= Intent::Activate)
        return move_focus(now, repeated.intent);
    perform_playback(now, repeated.intent);
    perform_section(now, repeated.intent);
    perform_view(now, repeated.intent);
}

void PlayerActions::obey(Microseconds now, const IntentEvent& event) {
    if (event.intent != Intent::SetSpeed) return perform(now, RepeatedIntent{event.intent});
    if (state_.has_pages()) set_rate(now, event.value);
}

void PlayerActions::perform_playback(Microseconds now, Intent intent) {
    PlayerState& s = state_;
    if (intent >= Intent::SeekPercent0 && intent <= Intent::SeekPercent90) {
        return seek_to_share(now, 0.1 * (static_cast<int>(intent) - static_cast<int>(Intent::SeekPercent0)));
    }
    switch (intent) {
        case Intent::TogglePlay:
            toggle_play(now);
            break;
        case Intent::SeekEnd:
            seek_to_share(now, 1.0);
            break;
        case Intent::FrameBack:
            s.host.step(-1);
            break;
        case Intent::FrameForward:
            s.host.step(+1);
            break;
        case Intent::HoldSpeedBegin:
            hold_speed(SpeedPill::Held);
            break;
        case Intent::HoldSpeedEnd:
            if (s.speed == SpeedPill::Held) hold_speed(SpeedPill::None);
            break;
        case Intent::LockSpeed:
            hold_speed(s.speed == SpeedPill::Locked ? SpeedPill::None : SpeedPill::Locked);
            break;
        case Intent::SpeedDown:
            step_rate(now, -1);
            break;
        case Intent::SpeedUp:
            step_rate(now, +1);
            break;
        case Intent::SpeedReset:
            set_rate(now, 1);
            break;
        case Intent::VolumeUp:
            change_volume(now, kVolumeStep);
            break;
        case Intent::VolumeDown:
            change_volume(now, -kVolumeStep);
            break;
        case Intent::ToggleMute:
            toggle_mute(now);
            break;
        case Intent::ToggleCaptions:
            toggle_captions(now);
            break;
        case Intent::CaptionsEarlier:
            delay_captions(now, -1);
            return;
        case Intent::CaptionsLater:
            delay_captions(now, +1);
            return;
        case Intent::CycleCaptions:
            cycle_captions(now);
            break;
        case Intent::CycleAudio:
            cycle_audio(now);
            break;
        case Intent::Retry:
            s.host.retry();
            break;
        default:
            break;
    }
}

void PlayerActions::perform_view(Microseconds now, Intent intent) {
    PlayerState& s = state_;
    switch (intent) {
        case Intent::NextSeries:
            skip_series(now, +1);
            break;
        case Intent::PreviousSeries:
            skip_series(now, -1);
            break;
        case Intent::Like:
            like(now, s.layout.stage.center());
            break;
        case Intent::MyList:
            toggle_list(now);
            break;
        case Intent::EpisodesPanel:
            open_episodes(now);
            break;
        case Intent::SeriesInfo:
            open_series(now);
            break;
        case Intent::Options:
            open_sheet(now, SheetKind::Options);
            break;
        case Intent::FitFill:
            s.values.fit = s.values.fit == PictureFit::Fit ? PictureFit::Fill : PictureFit::Fit;
            break;
        case Intent::Back:
            back(now);
            break;
        case Intent::ClearScreen:
            s.chrome.toggle(now, ChromeVisibility::Cause::Keys);
            break;
        case Intent::Stats:
            s.stats_shown = !s.stats_shown;
            break;
        case Intent::Help:
            open_sheet(now, SheetKind::Shortcuts);
            break;
        default:
            break;
    }
}

}  // namespace cliffhanger
