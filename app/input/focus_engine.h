// Which control has the focus, and where arrows and Tab take it. move_focus() is pure geometry; FocusEngine remembers:
// the last focus of every group, the focus under a sheet, and whether the ring shows. One thread at a time.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

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
    int layer = 0;            ///< 0 screen, 1 sheet, 2 dialog: the highest layer present traps the focus
};

/// The node that `direction` leads to from `current`: beyond its far edge, nearest by distance + 2.5 x sideways gap,
/// those of the same group at 0.6; equals by reading order. nullopt when there is none.
std::optional<std::size_t> move_focus(std::span<const FocusNode> nodes, std::size_t current, Direction direction,
                                      ReadingDirection reading = ReadingDirection::LeftToRight);

/// Tab order: reading order, rows first; wraps around.
std::optional<std::size_t> tab_focus(std::span<const FocusNode> nodes, std::optional<std::size_t> current,
                                     TabDirection direction, ReadingDirection reading = ReadingDirection::LeftToRight);

class FocusEngine {
 public:
    enum class Moved { No, Yes };  ///< No: nudge the focused control, or scroll its list

    /// The focusable controls on the screen now; call after every layout. A focus that went away moves to the layer's
    /// default or first node if a keyboard or pad is in use and its layer is a sheet or dialog; a layer that closes
    /// gives the focus back.
    void set_nodes(std::vector<FocusNode> nodes);
    void set_reading(ReadingDirection reading) { reading_ = reading; }

    /// Enters with the default or first node when nothing has the focus.
    Moved move(Direction direction);
    Moved tab(TabDirection direction);
    /// False if there is no such node.
    bool focus(const std::string& id);
    void clear();

    /// Id of the focused node; empty if none.
    const std::string& focused() const { return focused_; }
    std::optional<Rect> focused_rect() const;

    /// Key, pad or remote used: the ring shows. Pointer or touch used: it hides, the focus stays.
    void note_key_input() { ring_visible_ = true; }
    void note_pointer_input() { ring_visible_ = false; }
    bool ring_visible() const { return ring_visible_ && !focused_.empty(); }

 private:
    std::optional<std::size_t> index_of(const std::string& id) const;
    std::optional<std::size_t> entry() const;
    void take(std::size_t index);
    std::vector<FocusNode> top_layer(std::vector<FocusNode> nodes);

    std::vector<FocusNode> nodes_;  // of the top layer only
    int layer_ = 0;
    std::string focused_;
    ReadingDirection reading_ = ReadingDirection::LeftToRight;
    bool ring_visible_ = false;
    std::map<std::string, std::string> last_in_group_;
    std::map<int, std::string> left_in_layer_;  // focus of the layers below
};

}  // namespace cliffhanger
