// Which of the decoded pictures is due. Pure.
#pragma once

#include <cstddef>
#include <span>

#include "player/media_time.h"

namespace cliffhanger {

/// Half a refresh at 60 Hz: a picture is shown at the refresh nearest to its time, not at the first after it.
inline constexpr Microseconds kHalfRefresh{8333};

/// How many of the pictures at the front of the queue are due at `position`: the last of them is to be shown, those
/// before it are dropped. `times` in order; playing at `rate` a half refresh covers that much more media.
std::size_t count_due(std::span<const MediaTime> times, MediaTime position, double rate) noexcept;

}  // namespace cliffhanger
