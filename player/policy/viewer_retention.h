// How long this viewer watches episodes, learnt from how far those of the past were watched: a curve of what all
// viewers do, moved by this one's evidence. Pure values; safe to share between threads once made.
#pragma once

#include <span>
#include <vector>

#include "player/policy/streaming_observation.h"

namespace cliffhanger {

/// An episode that the viewer has left behind.
struct ViewedEpisode {
    float seconds = 0;  ///< how far it was watched
    bool left = true;   ///< before its end; otherwise nobody knows how long the viewer would have stayed
};

class ViewerRetention {
 public:
    /// What a curve of others weighs, in episodes of this viewer: one that is true of the very episode, and what
    /// viewers of short episodes do on the whole.
    static constexpr float kFeedWeight = 60, kGeneralWeight = 15;
    /// Habits change: older ones do not count.
    static constexpr std::size_t kMost = 100;

    ViewerRetention() = default;
    /// The latest first.
    explicit ViewerRetention(std::span<const ViewedEpisode> viewed);

    /// The share still watching at each chunk's start and at the very end, beginning with 1, from such a curve, whose
    /// first chunk begins at `from_s`. The chance to leave within a chunk is the mean of a beta distribution: `weight`
    /// episodes at the curve's, and this viewer's that got so far.
    std::vector<float> blended(const std::vector<float>& curve, float from_s, float chunk_s, float weight) const;
    bool empty() const { return viewed_.empty(); }

 private:
    std::vector<ViewedEpisode> viewed_;
};

/// A curve that is evenly spaced over `length_s`, at every chunk from `from_s` on and at the end, as shares of those
/// who watch there.
std::vector<float> retention_by_chunk(std::span<const float> curve, float length_s, float from_s, float chunk_s,
                                      int chunks);

}  // namespace cliffhanger
