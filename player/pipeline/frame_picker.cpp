#include "player/pipeline/frame_picker.h"

#include <chrono>

namespace cliffhanger {

std::size_t count_due(std::span<const MediaTime> times, MediaTime position, double rate) noexcept {
    const MediaTime horizon = position + std::chrono::duration_cast<MediaTime>(kHalfRefresh * rate);
    std::size_t due = 0;
    while (due < times.size() && times[due] <= horizon) ++due;
    return due;
}

}  // namespace cliffhanger
