// WebVTT in MP4 ("wvtt", ISO/IEC 14496-30): each sample has the cues that are shown for as long as it lasts. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// The head of the file that the track was made of, with its styles, as the initialisation section in front of `mp4`
/// has it; libavformat does not hand it on.
std::string webvtt_head(std::string_view mp4);

/// The cues of the sample that begins at `begin`; `duration` 0: until something else comes.
std::vector<SubtitleCue> parse_webvtt_sample(std::string_view sample, const std::string& head, MediaTime begin,
                                             MediaTime duration);

}  // namespace cliffhanger
