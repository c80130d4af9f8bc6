// From the markup of subtitle formats to plain text. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace cliffhanger {

/// &amp; &#x41; and their like; unknown ones are kept as they are.
std::string decode_entities(std::string_view text);

/// Spaces at both ends of every line removed, empty lines at both ends dropped.
std::string trim_lines(std::string_view text);

}  // namespace cliffhanger
