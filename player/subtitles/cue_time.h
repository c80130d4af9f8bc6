// The clock times of SubRip and ASS, read leniently. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "player/media_time.h"

namespace cliffhanger {

/// "[-][h:]mm:ss[,fraction]" at the front of `text`, which is taken off; the fraction may follow ',', '.' or ':' and
/// have any number of digits. nullopt, and `text` in any state, for anything else.
std::optional<MediaTime> take_clock_time(std::string_view& text);

}  // namespace cliffhanger
