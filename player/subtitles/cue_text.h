// From the markup of subtitle formats to plain text. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace cliffhanger {

/// ASS event text: overrides {\...} and drawings removed, \N and \n become line ends, \h a space.
std::string plain_text_from_ass(std::string_view text);

/// WebVTT and HTML-like text: <tags> removed, with the readings of ruby (<rt>), character references decoded.
std::string plain_text_from_markup(std::string_view text);

/// SubRip: <tags> and {\\overrides} removed, character references decoded; a '<' that begins no tag stays.
std::string plain_text_from_srt(std::string_view text);

/// &amp; &#x41; and their like; unknown ones are kept as they are.
std::string decode_entities(std::string_view text);

/// Spaces at both ends of every line removed, empty lines at both ends dropped.
std::string trim_lines(std::string_view text);

}  // namespace cliffhanger
