#include "app/playback/sound_choice.h"

#include "net/catalog/language_tag.h"

namespace cliffhanger {

const AudioTrack* closest_track(const std::vector<AudioTrack>& tracks, const SoundChoice& choice) {
    const AudioTrack* best = nullptr;
    if (tracks.empty()) return nullptr;
    const std::string& language = choice.language.empty() ? tracks.front().language : choice.language;
    const auto score = [&](const AudioTrack& track) {
        return (track.language == language ? 4 : 0) + (track.audio_description == choice.audio_description ? 2 : 0) +
               (track.label == choice.label ? 1 : 0);
    };
    for (const AudioTrack& track : tracks) {
        if (primary_language(track.language) != primary_language(language)) continue;
        if (best == nullptr || score(track) > score(*best)) best = &track;
    }
    return best;
}

}  // namespace cliffhanger
