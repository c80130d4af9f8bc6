// SubRip, read leniently: numbers may be missing or wrong, empty lines may stand within a cue. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// Whether the text begins with a SubRip cue.
bool is_srt(std::string_view text);

/// `text` as decode_subtitle_text() gives it. Everything before the first timing is skipped.
std::vector<SubtitleCue> parse_srt(std::string_view text);

}  // namespace cliffhanger
