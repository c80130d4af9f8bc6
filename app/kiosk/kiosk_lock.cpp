#include "app/kiosk/kiosk_lock.h"

#include <algorithm>
#include <array>

namespace cliffhanger {
namespace {

constexpr std::array kActions = {
    ActionKind::None,
    ActionKind::Back,
    ActionKind::Like,
    ActionKind::OpenEpisodes,
    ActionKind::TogglePlay,
    ActionKind::NextEpisode,
    ActionKind::PreviousEpisode,
    ActionKind::Scrub,
    ActionKind::ToggleMute,
    ActionKind::CloseTop,
    ActionKind::ToggleCaptions,
    ActionKind::Retry,
    ActionKind::Unlock,
    ActionKind::SkipSeries,
    ActionKind::ReloadFeed,
    ActionKind::UnlockSpeed,
    ActionKind::SkipSection,
    ActionKind::CancelAdvance,
    ActionKind::GoToEpisode,
    ActionKind::GoToSeries,
    ActionKind::SelectRange,
    ActionKind::OpenScreen,
    ActionKind::OpenSeriesPage,
    ActionKind::PlaySeries,
    ActionKind::ToastAction,
    ActionKind::Own,
    ActionKind::ChooseLanguage,
};

constexpr std::array kIntents = {
    Intent::None,           Intent::NextEpisode,    Intent::PreviousEpisode,
    Intent::NextSeries,     Intent::PreviousSeries, Intent::TogglePlay,
    Intent::SeekBack5,      Intent::SeekForward5,   Intent::SeekBack10,
    Intent::SeekForward10,  Intent::SeekBack1,      Intent::SeekForward1,
    Intent::FrameBack,      Intent::FrameForward,   Intent::SeekEnd,
    Intent::HoldSpeedBegin, Intent::HoldSpeedEnd,   Intent::LockSpeed,
    Intent::SkipSection,    Intent::NextChapter,    Intent::PreviousChapter,
    Intent::SpeedDown,      Intent::SpeedUp,        Intent::SpeedReset,
    Intent::VolumeUp,       Intent::VolumeDown,     Intent::ToggleMute,
    Intent::ToggleCaptions, Intent::CycleCaptions,  Intent::CycleAudio,
    Intent::Like,           Intent::EpisodesPanel,  Intent::FitFill,
    Intent::Back,           Intent::ClearScreen,    Intent::FocusNext,
    Intent::FocusPrevious,  Intent::FocusUp,        Intent::FocusDown,
    Intent::FocusLeft,      Intent::FocusRight,     Intent::Activate,
    Intent::Retry,          Intent::GoHome,
};

}  // namespace

bool kiosk_allows(ActionKind kind) { return std::ranges::find(kActions, kind) != kActions.end(); }

bool kiosk_allows(Intent intent) {
    if (intent >= Intent::SeekPercent0 && intent <= Intent::SeekPercent90) return true;
    return std::ranges::find(kIntents, intent) != kIntents.end();
}

bool kiosk_allows(ScreenKind kind) {
    return kind == ScreenKind::Player || kind == ScreenKind::Home || kind == ScreenKind::Shelf;
}

}  // namespace cliffhanger
