// TTML (and its profiles IMSC, EBU-TT, DFXP): text and times, italic, bold, colours and the place of regions. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// Whether this is XML whose root may be <tt>.
bool is_ttml(std::string_view text);

/// `text` as decode_subtitle_text() gives it. Corrupted when it is not well-formed XML, or not TTML.
[[nodiscard]] Result<std::vector<SubtitleCue>> parse_ttml(std::string_view text);

}  // namespace cliffhanger
