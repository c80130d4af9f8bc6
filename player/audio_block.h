// Decoded sound: 48 kHz, stereo, interleaved float (audio_output.h).
#pragma once

#include <cstddef>
#include <vector>

#include "player/media_time.h"

namespace cliffhanger {

struct AudioBlock {
    std::vector<float> samples;  ///< interleaved: two a frame
    MediaTime time{0};           ///< of the first frame

    std::size_t frames() const noexcept { return samples.size() / 2; }
};

}  // namespace cliffhanger
