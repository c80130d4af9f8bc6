// What is played again: the episode, or the section between two marks. Pure; times are on the episode's timeline.
#pragma once

#include <optional>

#include "player/media_time.h"

namespace cliffhanger {

class PlaybackLoop {
 public:
    bool episode() const { return episode_; }
    void set_episode(bool on) { episode_ = on; }

    /// The first mark, then the second, then none: one key does it all. A second mark before the first, or too close
    /// behind it, becomes the first.
    void mark(MediaTime position);
    void clear_section() { from_ = to_ = std::nullopt; }
    std::optional<MediaTime> from() const { return from_; }
    std::optional<MediaTime> to() const { return to_; }

    bool active() const { return episode_ || to_; }
    /// Where to go on, when that is elsewhere. `ended`: the last picture has had its time.
    std::optional<MediaTime> jump(MediaTime position, bool ended) const;

 private:
    bool episode_ = false;
    std::optional<MediaTime> from_, to_;
};

}  // namespace cliffhanger
