// The episodes of a series as a grid of numbered cells, thirty a tab (ui-spec section 4). Draws into a flow that its
// owner scrolls. Main thread only.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/downloads/download.h"
#include "app/ui/frame.h"
#include "net/catalog/catalog.h"

namespace cliffhanger {

enum class EpisodePresence { Elsewhere, Coming, Here };
EpisodePresence presence_of(const std::optional<Download>& download);

/// What the viewer knows of an episode.
struct EpisodeState {
    double watched = 0;  ///< 0 to 1
    bool locked = false;
    EpisodePresence presence = EpisodePresence::Elsewhere;
};

/// The episodes of a series as the viewer stands to them.
struct EpisodeList {
    const Series* series = nullptr;
    std::optional<std::size_t> current = std::nullopt;  ///< what plays, or where watching goes on
    bool plays = false;                                 ///< `current` plays now
    std::function<EpisodeState(std::size_t)> state = {};
    int columns = 5;
};

class EpisodeGrid {
 public:
    static constexpr int kPerTab = 30;

    /// The tab that holds the episode is shown, until another one is chosen or `place` changes.
    /// True when it did.
    bool follow(std::size_t place, std::size_t episode);
    void select_tab(int tab) { tab_ = tab; }
    int tab() const { return tab_; }

    /// Draws tabs and cells from the top of `column` on; ids begin with `prefix`. Gives the height taken.
    float draw(Frame& frame, const EpisodeList& list, const Rect& column, const std::string& prefix);
    float height(const Metrics& metrics, const EpisodeList& list) const;
    // The two parts of draw(), for who keeps the tabs in place while the cells scroll.
    float draw_ranges(Frame& frame, const EpisodeList& list, const Rect& column, const std::string& prefix);
    float draw_cells(Frame& frame, const EpisodeList& list, const Rect& column, const std::string& prefix);
    /// Where the focused cell is, relative to the grid's top, for scrolling it into view.
    std::optional<Rect> focused_cell() const { return focused_cell_; }

 private:
    struct Cell {
        int number = 0;
        std::size_t episode = 0;
        Rect rect;
        bool current = false, plays = false, locked = false;
        double watched = 0;
        EpisodePresence presence = EpisodePresence::Elsewhere;
    };
    void draw_tabs(Frame& frame, const EpisodeList& list, int tabs, const Rect& row, const std::string& prefix) const;
    void draw_cell(Frame& frame, const Cell& cell, const std::string& id) const;

    int tab_ = 0;
    std::optional<std::size_t> followed_;
    std::optional<Rect> focused_cell_;
};

}  // namespace cliffhanger
