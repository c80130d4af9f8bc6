// What the player shows while there is no page: the word-mark and a skeleton while loading, the reason when the feed
// failed, a hint when it is empty. Main thread only.
#pragma once

#include <optional>

#include "app/screens/player_host.h"
#include "app/ui/frame.h"

namespace cliffhanger {

/// What will be there once the feed is: a page with its texts, or Home's shelves.
enum class FeedShape { Page, Shelves };

class FeedStatePage {
 public:
    void update(Microseconds now, FeedState state);
    void draw(Frame& frame, const Rect& area, FeedShape shape, PlayerHost& host) const;
    bool animating(Microseconds now, const PlayerHost& host) const;
    std::optional<Microseconds> next_change(Microseconds now) const;

 private:
    void draw_loading(Frame& frame, const Rect& area, FeedShape shape, bool reduced_motion) const;

    std::optional<Microseconds> loading_since_;
};

/// The word-mark: "Cliffhanger", its point set in the accent.
void draw_wordmark(Frame& frame, Point center, float size_px);

}  // namespace cliffhanger
