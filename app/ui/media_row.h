// A series or an episode as a row: poster, title, what is said of it, buttons at its end. In columns where the window
// is wide. Stateless.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/screens/player_host.h"
#include "app/ui/frame.h"

namespace cliffhanger {

struct RowButton {
    std::string name;
    Icon icon;
    Action action;
};

struct MediaRow {
    const Series* series = nullptr;
    std::string title = {};                            ///< empty: the series'
    std::string first = {}, second = {};               ///< lines under the title
    std::optional<Color> second_color = std::nullopt;  ///< where it says what is wrong
    double progress = 0;                               ///< 0..1: a bar under the lines
    Action action = {};
    std::vector<RowButton> buttons = {};  ///< "<row's id>.button.<index>"
};

/// Rows that fill the width in as many columns as there is room for.
struct RowGrid {
    std::string id;                    ///< begins the ids of its rows: "<id>.row.<index>"
    std::size_t first = 0, count = 0;  ///< of the indexes that ids and row() count by
    Rect column;                       ///< its top left and width; it grows downwards
    Rect view;                         ///< what can be seen
    std::function<MediaRow(std::size_t)> row;
};

/// Gives the grid's height.
float draw_row_grid(Frame& frame, PlayerHost& host, const RowGrid& grid);

}  // namespace cliffhanger
