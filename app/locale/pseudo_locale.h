// Disguises of English that show what translations do to a layout. Placeholders in braces stay. Pure.
#pragma once

#include <string>
#include <string_view>

namespace cliffhanger {

/// Accents on its letters, and 40 % longer: "[Ḃåçķ one]".
std::string lengthened(std::string_view english);
/// Each word runs from right to left.
std::string mirrored(std::string_view english);

}  // namespace cliffhanger
