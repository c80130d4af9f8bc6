// Which sound the viewer chose, and the track of an episode that comes closest to it. Plain values.
#pragma once

#include <string>
#include <vector>

#include "player/playback_session.h"

namespace cliffhanger {

struct SoundChoice {
    std::string language;            ///< BCP 47; empty: as the medium begins with
    std::string label;               ///< tells tracks of one language apart
    bool audio_description = false;  ///< the pictures are told
};

/// Its language ("pt" stands for "pt-BR" too), then whether the pictures are told, then its label. nullptr when none
/// speaks the language.
const AudioTrack* closest_track(const std::vector<AudioTrack>& tracks, const SoundChoice& choice);

}  // namespace cliffhanger
