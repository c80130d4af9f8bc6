// WebVTT, parsed as the W3C's algorithm says, with its styles, regions and cue settings as far as captions show them.
// Pure.
#pragma once

#include <string_view>
#include <vector>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// Whether the text begins with the signature that makes it WebVTT.
bool is_webvtt(std::string_view text);

/// `text` as decode_subtitle_text() gives it. Never fails once is_webvtt(): a file may have no cue at all.
std::vector<SubtitleCue> parse_webvtt(std::string_view text);

}  // namespace cliffhanger
