// How much to read ahead, and when there is enough to play. Pure.
#pragma once

#include <cstddef>

#include "net/clock.h"
#include "player/media_time.h"

namespace cliffhanger {

/// One stream's packets that are read and not yet decoded.
struct LaneLevel {
    bool active = false;  ///< the stream is played and has not ended
    std::size_t packets = 0;
    std::size_t bytes = 0;
    MediaTime ahead{0};  ///< from the first packet to the end of the last
};

struct LoadLevel {
    LaneLevel video, audio;
    bool has_played = false;  ///< a neighbour that nobody has watched yet holds little
    bool saves_data = false;
};

class LoadControl {
 public:
    static constexpr MediaTime kAheadPrepared = std::chrono::milliseconds(700);
    static constexpr MediaTime kAheadPlaying = std::chrono::seconds(12);
    static constexpr MediaTime kAheadSaving = std::chrono::seconds(4);
    static constexpr std::size_t kBytesPrepared = 2u << 20;
    static constexpr std::size_t kBytesPlaying = 20u << 20;
    static constexpr MediaTime kResumeAhead = std::chrono::milliseconds(700);
    static constexpr Microseconds kShortestPatience = std::chrono::milliseconds(2500);
    static constexpr Microseconds kLongestPatience = std::chrono::seconds(8);

    /// Whether the source is read further. A lane that has nothing is fed even past the other's limit, within the byte
    /// limit.
    static bool should_load(const LoadLevel& level) noexcept;
    /// How long the next byte is waited for before another connection may be better: the less there is, the shorter.
    static Microseconds patience(const LoadLevel& level) noexcept;
    /// After running dry: whether to go on playing.
    static bool should_resume(const LoadLevel& level) noexcept;
};

}  // namespace cliffhanger
