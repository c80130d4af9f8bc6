// The large cards at the top of Home: swiped sideways, or turned by themselves every five seconds. Main thread only.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "app/shell/browse_screen.h"
#include "app/ui/scroll_view.h"

namespace cliffhanger {

class Hero {
 public:
    static constexpr std::size_t kCards = 5;

    /// Values of ActionKind::Own that its controls give, plus the card's index: Watch + i, List + i.
    static constexpr int kOpen = 1000, kWatch = 1100, kList = 1200;

    void set_series(std::vector<std::size_t> series);
    const std::vector<std::size_t>& series() const { return series_; }
    static float height(const Metrics& metrics, float width);
    void draw(Frame& frame, const BrowseContext& context, const Rect& row);
    /// Turns to the next card when it is time; not under a pointer or the focus, nor with reduced motion.
    void update(Microseconds now, bool may_turn);
    bool animating() const { return view_.animating(); }
    std::optional<Microseconds> next_change() const { return turn_at_; }

 private:
    void draw_card(Frame& frame, const BrowseContext& context, std::size_t index, const Rect& card);
    void draw_backdrop(Frame& frame, const BrowseContext& context, const Series& series, const Rect& card);
    void draw_dots(Frame& frame, const Rect& row) const;
    std::size_t shown() const;

    std::vector<std::size_t> series_;
    ScrollView view_{Axis::Horizontal};
    float step_ = 1;
    std::optional<Microseconds> turn_at_;
    bool touched_ = false;                  ///< a pointer or the focus is on it
    std::map<const void*, ImagePtr> soft_;  ///< blurred artwork, by the artwork it was made of
};

}  // namespace cliffhanger
