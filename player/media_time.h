// Media time: microseconds on the episode's own timeline, which starts at 0 with its first picture or sound.
// Never rewritten to wall time.
#pragma once

#include "net/clock.h"

namespace cliffhanger {

using MediaTime = std::chrono::microseconds;

inline double to_seconds(MediaTime time) { return std::chrono::duration<double>(time).count(); }
inline MediaTime from_seconds(double seconds) {
    return std::chrono::duration_cast<MediaTime>(std::chrono::duration<double>(seconds));
}

/// What of a stream that goes on can be sought: it moves.
struct MediaWindow {
    MediaTime start{0}, end{0};
    bool operator==(const MediaWindow&) const = default;
};

}  // namespace cliffhanger
