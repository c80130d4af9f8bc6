// What a person wants: the input map (keys, wheel, pad) turns events into these; screens act on them. Plain values.
#pragma once

namespace cliffhanger {

enum class Intent {
    None,
    NextEpisode, PreviousEpisode, NextSeries, PreviousSeries,
    TogglePlay,
    SeekBack5, SeekForward5, SeekBack10, SeekForward10, SeekBack1, SeekForward1, FrameBack, FrameForward,
    SeekPercent0, SeekPercent10, SeekPercent20, SeekPercent30, SeekPercent40,
    SeekPercent50, SeekPercent60, SeekPercent70, SeekPercent80, SeekPercent90, SeekEnd,
    HoldSpeedBegin, HoldSpeedEnd, LockSpeed, SpeedDown, SpeedUp, SpeedReset,
    VolumeUp, VolumeDown, ToggleMute,
    ToggleCaptions, CycleCaptions, CycleAudio,
    Like, MyList, EpisodesPanel, SeriesInfo, Options,
    Fullscreen, FitFill, Back, ClearScreen, Help, Screenshot, Stats, Quit,
    FocusNext, FocusPrevious, FocusUp, FocusDown, FocusLeft, FocusRight, Activate,
    Retry,
};

}  // namespace cliffhanger
