// The episodes of a series as a grid of numbered cells, thirty a tab (ui-spec section 4). Draws into a flow that its
// owner scrolls. Main thread only.
#pragma once

#include <optional>
#include <string>

#include "app/screens/page_view.h"
#include "app/ui/frame.h"

namespace cliffhanger {

class EpisodeGrid {
 public:
    static constexpr int kPerTab = 30;

    /// The tab that holds the episode is shown, until another one is chosen.
    void follow(const PageView& view);
    void select_tab(int tab) { tab_ = tab; }
    int tab() const { return tab_; }

    /// Draws tabs and cells from the top of `column` on; ids begin with `prefix`. Gives the height taken.
    float draw(Frame& frame, PlayerHost& host, const PageView& view, const Rect& column, const std::string& prefix);
    float height(const Metrics& metrics, const PageView& view) const;
    /// Where the focused cell is, relative to the grid's top, for scrolling it into view.
    std::optional<Rect> focused_cell() const { return focused_cell_; }

 private:
    struct Cell {
        int number = 0;
        std::size_t episode = 0;
        std::optional<std::size_t> page;
        Rect rect;
        bool current = false, locked = false;
        double watched = 0;
    };
    void draw_tabs(Frame& frame, const PageView& view, int tabs, const Rect& row, const std::string& prefix) const;
    void draw_cell(Frame& frame, const Cell& cell, const std::string& id) const;

    int tab_ = 0;
    std::optional<std::size_t> followed_;
    std::optional<Rect> focused_cell_;
};

}  // namespace cliffhanger
