// The gain that brings an episode to the loudness of all others: -16 LUFS, without its true peaks passing -1 dBTP.
// Pure.
#pragma once

#include <optional>

#include "player/loudness.h"

namespace cliffhanger {

/// What is known of a track, from the best to the least.
struct LoudnessKnowledge {
    std::optional<LoudnessReading> whole;   ///< all of it, measured
    std::optional<LoudnessReading> stated;  ///< by the feed
    std::optional<LoudnessReading> so_far;  ///< of what was decoded in this session
    std::optional<double> series_lufs;      ///< of other episodes of the series, which mostly come from the same desk
};

struct LoudnessGain {
    double db = 0;          ///< to be reached slowly
    double ceiling_db = 0;  ///< not to be passed, because of peaks that are known
    bool operator==(const LoudnessGain&) const = default;
};

class LoudnessPolicy {
 public:
    static constexpr double kTargetLufs = -16;
    static constexpr double kMostTruePeak = -1;
    static constexpr double kMostGain = 20;
    /// Less than this says little about the rest.
    static constexpr MediaTime kEnough = std::chrono::seconds(3);

    static LoudnessGain choose(const LoudnessKnowledge& knowledge) noexcept;
};

}  // namespace cliffhanger
