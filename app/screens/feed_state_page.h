// What the player shows while there is no page: the word-mark and a skeleton while loading, the reason when the feed
// failed, a hint when it is empty. Main thread only.
#pragma once

#include <optional>

#include "app/screens/player_host.h"
#include "app/screens/stage_layout.h"
#include "app/ui/frame.h"

namespace cliffhanger {

class FeedStatePage {
 public:
    void update(Microseconds now, FeedState state);
    void draw(Frame& frame, const StageLayout& layout, PlayerHost& host) const;
    bool animating(Microseconds now, const PlayerHost& host) const;
    std::optional<Microseconds> next_change(Microseconds now) const;

 private:
    void draw_loading(Frame& frame, const Rect& stage, bool reduced_motion) const;

    std::optional<Microseconds> loading_since_;
};

/// The word-mark: "Cliffhanger", its point set in the accent.
void draw_wordmark(Frame& frame, Point center, float size_px);

}  // namespace cliffhanger
