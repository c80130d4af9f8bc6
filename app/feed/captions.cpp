#include "app/feed/captions.h"

#include <algorithm>

namespace cliffhanger {

std::vector<Caption> captions_of(const Episode& episode, const std::optional<SessionSnapshot>& session) {
    std::vector<Caption> captions = episode.captions;
    if (!session) return captions;
    for (const SubtitleTrack& track : session->subtitle_tracks) {
        // Forced ones translate what is foreign in a scene; nobody chooses them.
        if (!track.forced) captions.push_back({track.url, track.language, track.closed_caption, track.label});
    }
    return captions;
}

MediaTime caption_stamp_at_zero(const Caption& caption, const std::optional<SessionSnapshot>& session) {
    if (!session) return MediaTime{0};
    const auto found = std::ranges::find(session->subtitle_tracks, caption.url, &SubtitleTrack::url);
    return found != session->subtitle_tracks.end() ? found->stamp_at_zero : MediaTime{0};
}

}  // namespace cliffhanger
