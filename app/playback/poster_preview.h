// The beginning of an episode for its poster: a session of its own, without sound and behind everything that plays. One
// at a time, counting the one that is going. Main thread only; never blocks.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "player/playback_session.h"
#include "player/session_reaper.h"

namespace cliffhanger {

class PosterPreview {
 public:
    /// The context's surroundings outlive it.
    explicit PosterPreview(const PlayerContext& context);

    /// Plays it from its beginning, again and again; what played before is aborted. nullopt: nothing any more.
    void play(std::optional<MediaItem> item);
    /// Call once a loop turn: begins what had to wait for the one before.
    void update();
    /// nullptr before the first one, and when it cannot be had.
    VideoFramePtr picture(Microseconds now);
    std::optional<Microseconds> next_picture_due(Microseconds now) const;
    bool settled() const;

 private:
    PlayerContext context_;
    std::optional<MediaItem> wanted_;
    std::unique_ptr<PlaybackSession> session_;
    SessionReaper reaper_;
};

}  // namespace cliffhanger
