#include "app/feed/captions.h"

namespace cliffhanger {
namespace {

CaptionOption option_of(const SubtitleTrack& track) {
    return {track.url,   track.language,      track.label, track.closed_caption,
            track.index, track.stamp_at_zero, track.origin};
}

}  // namespace

std::vector<CaptionOption> captions_of(const Episode& episode, const std::optional<SessionSnapshot>& session) {
    std::vector<CaptionOption> options;
    for (const Caption& caption : episode.captions) {
        options.push_back({caption.url, caption.language, caption.label, caption.closed_caption, -1, MediaTime{0}});
    }
    if (!session) return options;
    for (const SubtitleTrack& track : session->subtitle_tracks) {
        if (!track.forced) options.push_back(option_of(track));
    }
    return options;
}

std::vector<CaptionOption> forced_captions_of(const std::optional<SessionSnapshot>& session) {
    std::vector<CaptionOption> options;
    if (!session) return options;
    for (const SubtitleTrack& track : session->subtitle_tracks) {
        if (track.forced) options.push_back(option_of(track));
    }
    return options;
}

}  // namespace cliffhanger
