// Roku's BIF ("base index frames"): JPEG pictures in one file with an index of times. Pure.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "net/result.h"
#include "player/media_time.h"

namespace cliffhanger {

/// Larger files are refused.
inline constexpr std::size_t kMaxBifBytes = 32u << 20;

struct BifEntry {
    MediaTime time{0};
    std::string_view jpeg;  ///< a part of the bytes that were parsed
};

/// Sorted by time, never empty; entries that lie outside of the file or go back in time are left out. Corrupted for
/// what is no BIF file, or one without a single usable entry.
[[nodiscard]] Result<std::vector<BifEntry>> parse_bif(std::string_view bytes);

}  // namespace cliffhanger
