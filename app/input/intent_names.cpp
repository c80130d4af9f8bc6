#include "app/input/intent_names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cliffhanger {

namespace {

using enum Intent;

constexpr std::array kNames = {
    std::pair{NextEpisode, "next-episode"},
    std::pair{PreviousEpisode, "previous-episode"},
    std::pair{NextSeries, "next-series"},
    std::pair{PreviousSeries, "previous-series"},
    std::pair{TogglePlay, "toggle-play"},
    std::pair{SeekBack5, "seek-back-5"},
    std::pair{SeekForward5, "seek-forward-5"},
    std::pair{SeekBack10, "seek-back-10"},
    std::pair{SeekForward10, "seek-forward-10"},
    std::pair{SeekBack1, "seek-back-1"},
    std::pair{SeekForward1, "seek-forward-1"},
    std::pair{FrameBack, "frame-back"},
    std::pair{FrameForward, "frame-forward"},
    std::pair{SeekPercent0, "seek-percent-0"},
    std::pair{SeekPercent10, "seek-percent-10"},
    std::pair{SeekPercent20, "seek-percent-20"},
    std::pair{SeekPercent30, "seek-percent-30"},
    std::pair{SeekPercent40, "seek-percent-40"},
    std::pair{SeekPercent50, "seek-percent-50"},
    std::pair{SeekPercent60, "seek-percent-60"},
    std::pair{SeekPercent70, "seek-percent-70"},
    std::pair{SeekPercent80, "seek-percent-80"},
    std::pair{SeekPercent90, "seek-percent-90"},
    std::pair{SeekEnd, "seek-end"},
    std::pair{HoldSpeedBegin, "hold-speed"},
    std::pair{HoldSpeedEnd, "hold-speed-end"},
    std::pair{LockSpeed, "lock-speed"},
    std::pair{SkipSection, "skip-section"},
    std::pair{NextChapter, "next-chapter"},
    std::pair{PreviousChapter, "previous-chapter"},
    std::pair{MarkLoop, "mark-loop"},
    std::pair{ToggleRepeat, "toggle-repeat"},
    std::pair{CycleAutoplay, "cycle-autoplay"},
    std::pair{SpeedDown, "speed-down"},
    std::pair{SpeedUp, "speed-up"},
    std::pair{SpeedReset, "speed-reset"},
    std::pair{VolumeUp, "volume-up"},
    std::pair{VolumeDown, "volume-down"},
    std::pair{ToggleMute, "toggle-mute"},
    std::pair{ToggleCaptions, "toggle-captions"},
    std::pair{CycleCaptions, "cycle-captions"},
    std::pair{CaptionsEarlier, "captions-earlier"},
    std::pair{CaptionsLater, "captions-later"},
    std::pair{CycleAudio, "cycle-audio"},
    std::pair{Like, "like"},
    std::pair{MyList, "my-list"},
    std::pair{EpisodesPanel, "episodes-panel"},
    std::pair{SeriesInfo, "series-info"},
    std::pair{Options, "options"},
    std::pair{Fullscreen, "fullscreen"},
    std::pair{MiniPlayer, "mini-player"},
    std::pair{FitFill, "fit-fill"},
    std::pair{Back, "back"},
    std::pair{ClearScreen, "clear-screen"},
    std::pair{Help, "help"},
    std::pair{Screenshot, "screenshot"},
    std::pair{Stats, "stats"},
    std::pair{SaveReport, "save-report"},
    std::pair{Quit, "quit"},
    std::pair{FocusNext, "focus-next"},
    std::pair{FocusPrevious, "focus-previous"},
    std::pair{FocusUp, "focus-up"},
    std::pair{FocusDown, "focus-down"},
    std::pair{FocusLeft, "focus-left"},
    std::pair{FocusRight, "focus-right"},
    std::pair{Activate, "activate"},
    std::pair{Retry, "retry"},
    std::pair{GoHome, "home"},
    std::pair{GoForYou, "for-you"},
    std::pair{GoMyList, "go-my-list"},
    std::pair{GoHistory, "go-history"},
    std::pair{GoSettings, "settings"},
    std::pair{Search, "search"},
};

}  // namespace

std::string_view intent_name(Intent intent) {
    const auto found = std::ranges::find(kNames, intent, [](const auto& entry) { return entry.first; });
    return found == kNames.end() ? std::string_view{} : found->second;
}

Intent intent_from_name(std::string_view name) {
    const auto found =
        std::ranges::find(kNames, name, [](const auto& entry) { return std::string_view(entry.second); });
    return found == kNames.end() ? None : found->first;
}

}  // namespace cliffhanger
