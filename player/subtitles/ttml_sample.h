// TTML in MP4 ("stpp", ISO/IEC 14496-30): each sample is a whole document, which holds for as long as the sample lasts
// and counts its times from the beginning of the track. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// The cues of the sample that begins at `begin` of the track; `duration` 0: until something else comes. Where all
/// times would lie outside of the sample they count from its own beginning, as some write them. None of a damaged one.
std::vector<SubtitleCue> parse_ttml_sample(std::string_view sample, MediaTime begin, MediaTime duration);

/// What was said before a sample holds no longer than to its begin.
void end_cues_at(MediaTime begin, std::vector<SubtitleCue>& cues);

}  // namespace cliffhanger
