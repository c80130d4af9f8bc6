// How long a Matroska or WebM file says it is: libav reads that and keeps it to itself. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace cliffhanger {

/// This much of the beginning is enough for every file that a person will meet.
inline constexpr std::size_t kMatroskaHead = 256;

/// Where the segment ends, counted from the first byte of the file; nullopt when it does not say, as in a recording.
std::optional<std::int64_t> matroska_end(std::span<const std::byte> head);

}  // namespace cliffhanger
