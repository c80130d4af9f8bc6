#include "app/playback/sound_choice.h"

namespace cliffhanger {

const AudioTrack* closest_track(const std::vector<AudioTrack>& tracks, const SoundChoice& choice) {
    const AudioTrack* best = nullptr;
    const auto score = [&](const AudioTrack& track) {
        return (track.audio_description == choice.audio_description ? 2 : 0) + (track.label == choice.label ? 1 : 0);
    };
    for (const AudioTrack& track : tracks) {
        if (track.language != choice.language) continue;
        if (best == nullptr || score(track) > score(*best)) best = &track;
    }
    return best;
}

}  // namespace cliffhanger
