// Beside the stage of a television set: what plays, what can be done with it, its episodes, where it is. Main thread
// only.
#pragma once

#include "app/screens/episode_grid.h"
#include "app/screens/page_view.h"
#include "app/screens/progress_bar.h"
#include "app/ui/button_hints.h"
#include "app/ui/scroll_view.h"

namespace cliffhanger {

struct TvPanelLook {
    ProgressLook progress;
    bool playing = false, captions_on = false;
    bool one_of_series = false;  ///< the next page is another series: episodes are reached through "watch all"
    ButtonMarks marks = ButtonMarks::Remote;
};

class TvPanel {
 public:
    void draw(Frame& frame, PlayerHost& host, const PageView& view, const TvPanelLook& look, const Rect& area);
    EpisodeGrid& grid() { return grid_; }
    /// Where the position is shown and dragged.
    const Rect& progress_row() const { return progress_row_; }
    bool animating() const { return cells_.animating(); }

 private:
    float draw_title(Frame& frame, const PageView& view, const Rect& column) const;
    float draw_synopsis(Frame& frame, const PageView& view, const Rect& column, float room) const;
    float draw_buttons(Frame& frame, const PageView& view, const TvPanelLook& look, const Rect& column) const;
    void draw_tools(Frame& frame, const PageView& view, const TvPanelLook& look, const Rect& row) const;
    void draw_episodes(Frame& frame, PlayerHost& host, const PageView& view, const Rect& area);

    EpisodeGrid grid_;
    ScrollView cells_{Axis::Vertical};
    Rect progress_row_;
    bool turned_ = true;  ///< to another episode: its row is brought into view
};

}  // namespace cliffhanger
