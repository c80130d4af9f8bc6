// The text of a segment of MP4, whose initialisation section lies in front of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

bool is_mp4(std::string_view bytes);

/// On the times of the track.
struct Mp4Subtitles {
    std::vector<SubtitleCue> cues;
    std::string format;              ///< "ttml", "webvtt"
    std::optional<MediaTime> begin;  ///< of the first sample, which ends what was said before
};

/// Of its track of TTML or WebVTT. Unsupported when there is none.
[[nodiscard]] Result<Mp4Subtitles> read_mp4_subtitles(std::string bytes);

}  // namespace cliffhanger
