// What a control does when it is pressed, as a value: the screen performs it, tests read it.
#pragma once

#include <cstdint>

namespace cliffhanger {

enum class ActionKind : std::uint8_t {
    None,  ///< takes the press and does nothing (a panel's background)
    Back,
    OpenOptions,
    Fullscreen,
    MiniPlayer,
    Quit,
    AcceptOffer,  ///< of the toast that has a button
    Like,
    MyList,
    OpenEpisodes,
    Share,
    TogglePlay,
    PreviousEpisode,
    NextEpisode,
    Scrub,   ///< dragging sets the position
    Volume,  ///< dragging sets the volume
    ToggleMute,
    ToggleCaptions,
    Help,
    CloseTop,
    OpenSeries,
    Retry,
    CopyErrorCode,
    Unlock,
    EnterPin,  ///< for what is above the age limit
    SkipSeries,
    ReloadFeed,
    UnlockSpeed,
    SkipSection,
    CancelAdvance,
    CopyReport,
    SaveReport,
    CloseReport,
    GoToEpisode,      ///< value: episode index in the shown series
    GoToSeries,       ///< value: series index
    SelectRange,      ///< value: which thirty episodes
    OpenOption,       ///< value: OptionRow
    Choose,           ///< value: index of the choice in the open option
    SetCaption,       ///< value: as set_caption() takes it
    OpenScreen,       ///< value: ScreenKind + 256 * Route::part
    OpenSeriesPage,   ///< value: series index
    PlaySeries,       ///< value: series index; where the viewer goes on with it
    KeepWatching,     ///< what a card about time asks
    DownloadEpisode,  ///< that of the page: begins, pauses, goes on
    WatchAll,         ///< from one episode of a series to all of them
    ToastAction,      ///< what the toast offers
    DialogConfirm,
    DialogCancel,
    ChooseLanguage,  ///< of a public screen
    Own,             ///< of a BrowseScreen; value: what it knows
};

struct Action {
    ActionKind kind = ActionKind::None;
    int value = 0;
    bool operator==(const Action&) const = default;
};

}  // namespace cliffhanger
