// What is left out when pictures are decoded too late for the sound: first those that no other one needs, then the loop
// filter, then all but keyframes. Pure: it goes by the times of pictures and of playback alone.
#pragma once

#include <optional>

#include "player/media_time.h"

namespace cliffhanger {

enum class DecodeEffort {
    Everything,
    SkipUnreferenced,  ///< pictures that no other one refers to are not decoded
    SkipLoopFilter,    ///< and blocks stay visible
    KeyframesOnly,
};

class DecodeEffortControl {
 public:
    /// A picture of this time is decoded while playback is at `position`.
    void observe(MediaTime picture, MediaTime position) noexcept;
    /// Playback has stopped or jumped: the past says nothing about what comes.
    void reset() noexcept;
    DecodeEffort effort() const noexcept { return effort_; }

 private:
    void change(DecodeEffort effort, MediaTime now) noexcept;

    DecodeEffort effort_ = DecodeEffort::Everything;
    std::optional<MediaTime> late_since_, in_time_since_, eased_at_;
    MediaTime calm_{std::chrono::seconds(2)};  // how long everything has to be in time before more is decoded
};

}  // namespace cliffhanger
