// Home on a television set: what the focus is on is told at the top, the shelves pass below it, and the focus stays
// where it is. Main thread only.
#pragma once

#include <optional>
#include <vector>

#include "app/motion/animation.h"
#include "app/screens/backdrop.h"
#include "app/screens/home/shelf_view.h"

namespace cliffhanger {

class TvHome {
 public:
    void update(Microseconds now, bool still);
    void draw(Frame& frame, const BrowseContext& context, const Rect& area);
    bool animating(Microseconds now) const { return view_.animating() || shown_share_.running(now); }
    std::optional<Microseconds> next_change() const;

 private:
    void follow_focus(Microseconds now);
    void draw_details(Frame& frame, const BrowseContext& context, const Rect& area);

    std::vector<ShelfView> shelves_;
    ScrollView view_{Axis::Vertical};
    Backdrop backdrop_;
    std::optional<std::size_t> wanted_, shown_;  ///< series: which has the focus, which is told about
    Microseconds wanted_since_{0};
    Animation shown_share_{0};
};

}  // namespace cliffhanger
