// TTML (and its profiles IMSC, EBU-TT, DFXP): text and times, italic, bold, colours and the place of regions. Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// Whether this is XML whose root may be <tt>.
bool is_ttml(std::string_view text);

/// `text` as decode_subtitle_text() gives it. What says no end lasts until `open_end`; without one it is left out.
/// Corrupted when it is not well-formed XML, or not TTML.
[[nodiscard]] Result<std::vector<SubtitleCue>> parse_ttml(std::string_view text,
                                                          std::optional<MediaTime> open_end = std::nullopt);

}  // namespace cliffhanger
