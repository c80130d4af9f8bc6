// How likely a viewer is to be still watching at each chunk of an episode: the feed's or the viewer's own curve where
// there is one, otherwise what viewers of short episodes do on the whole. Pure.
#pragma once

#include <vector>

#include "player/policy/streaming_observation.h"

namespace cliffhanger {

class RetentionModel {
 public:
    /// One value a chunk and one for the end, falling from 1.
    static std::vector<float> survival(const EpisodeFacts& facts);
    /// The general one, of those who watch at `from_s`.
    static std::vector<float> general(float from_s, float chunk_s, int chunks);
};

}  // namespace cliffhanger
