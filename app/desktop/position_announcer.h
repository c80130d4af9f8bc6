// Whether the desktop's controls still know where playback is: they ask once and count on by themselves, so they must
// be told when the position does not follow from what they know. Pure.
#pragma once

#include <optional>

#include "app/desktop/now_playing.h"
#include "net/clock.h"

namespace cliffhanger {

class PositionAnnouncer {
 public:
    /// Once a loop turn. True when the position jumped, or stood still although it was said to go on.
    bool update(const NowPlaying& state, MediaTime position, Microseconds now);

 private:
    /// More than what a late turn or a rounded second makes.
    static constexpr MediaTime kTolerance = std::chrono::milliseconds(700);

    MediaTime believed_at(Microseconds now) const;

    std::string track_;
    MediaTime anchor_{0};
    Microseconds since_{0};
    double speed_ = 0;
};

}  // namespace cliffhanger
