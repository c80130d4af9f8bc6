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

}  // namespace cliffhanger
