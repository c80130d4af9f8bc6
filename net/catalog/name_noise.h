// What file names carry beside title and number: resolution, codec, source, year, tags. Pure, thread-safe.
#pragma once

#include <string>

namespace cliffhanger {

/// Full-width forms become ASCII, underscores and wide spaces become spaces. The length stays.
std::u32string fold_width(std::u32string text);

/// Puts spaces over noise ("1080p", "x264", "WEB-DL", "[group]", "(2023)"). A bracket that holds a number or an episode
/// marker is unwrapped instead, and a year or bare resolution stays when it is the only number there is.
/// The text must be folded. Never makes a name empty: what is nothing but noise stays as it is.
std::u32string without_noise(const std::u32string& text);

}  // namespace cliffhanger
