// How loud something is, by EBU R 128. Plain values.
#pragma once

#include "player/media_time.h"

namespace cliffhanger {

struct LoudnessReading {
    double lufs = 0;            ///< integrated
    double true_peak_dbtp = 0;  ///< of all channels
    MediaTime measured{0};      ///< how much sound that was made from
    bool operator==(const LoudnessReading&) const = default;
};

}  // namespace cliffhanger
