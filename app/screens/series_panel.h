// A series in a column: poster, title, My List, synopsis; its episodes; other series. The docked side panel and the
// sheets show all of it or parts. Scrolls by itself. Main thread only.
#pragma once

#include <string>

#include "app/motion/scroller.h"
#include "app/screens/episode_grid.h"
#include "app/screens/page_view.h"

namespace cliffhanger {

struct PanelSections {
    bool details = true, episodes = true, more = true;
    bool heading = false;  ///< the series' title as the panel's first line
};

class SeriesPanel {
 public:
    /// `prefix` begins all ids: "panel" or "sheet".
    SeriesPanel(std::string prefix, PanelSections sections) : prefix_(std::move(prefix)), sections_(sections) {}
    void set_sections(PanelSections sections) { sections_ = sections; }

    void draw(Frame& frame, PlayerHost& host, const PageView& view, const Rect& area);
    /// What the last draw() needed, without padding for the window's edge.
    float content_height() const { return content_height_; }
    EpisodeGrid& grid() { return grid_; }
    Scroller& scroller() { return scroller_; }
    const Scroller& scroller() const { return scroller_; }
    const Rect& area() const { return area_; }

 private:
    float draw_heading(Frame& frame, const PageView& view, const Rect& column) const;
    float draw_details(Frame& frame, PlayerHost& host, const PageView& view, const Rect& column) const;
    float draw_episodes(Frame& frame, PlayerHost& host, const PageView& view, const Rect& column);
    float draw_more(Frame& frame, PlayerHost& host, const PageView& view, const Rect& column) const;
    void reveal_focus(Microseconds now, float grid_top, const Metrics& metrics);

    std::string prefix_;
    PanelSections sections_;
    EpisodeGrid grid_;
    Scroller scroller_;
    Rect area_;
    float content_height_ = 0;
    float revealed_ = -1;  // top of the cell that was scrolled to last
};

/// Those of the series on the page. Refers to both as long as it lives.
EpisodeList episodes_of(PlayerHost& host, const PageView& view, int columns);

/// The other series a person may like: those that share a genre first, in the feed's order.
std::vector<std::size_t> series_like(const PlayerHost& host, const PageView& view, std::size_t limit);

}  // namespace cliffhanger
