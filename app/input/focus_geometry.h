// Where arrows and Tab lead from one control to the next. Pure geometry; any thread.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "app/geometry.h"

namespace cliffhanger {

enum class Direction { Up, Down, Left, Right };
enum class TabDirection { Next, Previous };
enum class ReadingDirection { LeftToRight, RightToLeft };

struct FocusNode {
    std::string id;  ///< stable across frames, as in the semantics tree
    Rect rect;
    std::string group;        ///< moves inside a group are preferred; a group remembers its last focus
    bool is_default = false;  ///< where the focus goes when its layer opens
    int region = 0;           ///< arrows leave a region only where it ends; Tab goes through one after the other
    bool in_row = false;      ///< of a row that scrolls: sideways it is left only for a bar
    bool bar = false;         ///< beside the contents: reached sideways only
    int pane = -1;            ///< of several lists beside each other: up and down stay in it; -1: in none
    bool tab_stop = true;     ///< else arrows alone lead there
    int layer = 0;            ///< 0 screen, 1 sheet, 2 dialog: the highest layer present traps the focus
};

/// The node that `direction` leads to from `current`: beyond its far edge, nearest by distance + 2.5 x sideways gap,
/// in its own region first,
/// those of the same group at 0.6; equals by reading order. nullopt when there is none.
std::optional<std::size_t> move_focus(std::span<const FocusNode> nodes, std::size_t current, Direction direction,
                                      ReadingDirection reading = ReadingDirection::LeftToRight);

/// Tab order: reading order, rows first, one list after the other; wraps around.
std::optional<std::size_t> tab_focus(std::span<const FocusNode> nodes, std::optional<std::size_t> current,
                                     TabDirection direction, ReadingDirection reading = ReadingDirection::LeftToRight);

}  // namespace cliffhanger
