// What the desktop's media controls are told and what they ask for. Plain values.
#pragma once

#include <optional>
#include <string>

#include "player/media_time.h"

namespace cliffhanger {

/// What is on the stage, as other programs may see it.
struct NowPlaying {
    enum class Status { Playing, Paused, Stopped };
    Status status = Status::Stopped;
    std::string track;  ///< names this episode in this run: digits and underscores; empty = nothing is there
    std::string title, series, art_url;
    int number = 0;  ///< of the episode; 0 = it has none
    std::optional<MediaTime> length;
    double rate = 1, volume = 1;
    bool can_next = false, can_previous = false, can_seek = false, fullscreen = false;
    bool repeats = false;  ///< this episode again when it ends
    bool operator==(const NowPlaying&) const = default;
};

/// What another program wants of this one.
struct DesktopCommand {
    enum class Kind {
        Next,
        Previous,
        Play,
        Pause,
        TogglePlay,
        SeekBy,         ///< time
        SeekTo,         ///< time, if `text` is still the track
        SetRate,        ///< value
        SetVolume,      ///< value
        SetRepeat,      ///< value
        SetFullscreen,  ///< value
        Open,           ///< text: an address
        Raise,
        Quit,
    };
    Kind kind = Kind::Raise;
    MediaTime time{0};
    double value = 0;
    std::string text = {};
};

}  // namespace cliffhanger
