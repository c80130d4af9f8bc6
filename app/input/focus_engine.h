// Which control has the focus, and where arrows and Tab take it. move_focus() is pure geometry; FocusEngine remembers:
// the last focus of every group, the focus under a sheet, and whether the ring shows. One thread at a time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/geometry.h"
#include "app/input/focus_geometry.h"

namespace cliffhanger {

class FocusEngine {
 public:
    enum class Moved { No, Yes };  ///< No: nudge the focused control, or scroll its list

    /// The focusable controls on the screen now; call after every layout. A layer that opens takes the focus (its
    /// default or first node; none while only the pointer is in use); one that closes gives it back. A focused node
    /// that went away hands over to the nearest one, of its list if there is one.
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
    void remember_place(const FocusNode& node);
    std::size_t stop_of_group(std::size_t index) const;
    void change_layer(int layer);
    void hand_over();

    std::vector<FocusNode> nodes_;  // of the top layer only
    int layer_ = 0;
    std::string focused_;
    Rect focused_rect_;  // as of the last set_nodes(), as is its list
    int focused_pane_ = -1;
    ReadingDirection reading_ = ReadingDirection::LeftToRight;
    bool ring_visible_ = false;
    std::map<std::string, std::string> last_in_group_;
    std::map<int, std::string> left_in_layer_;  // focus of the layers below
};

}  // namespace cliffhanger
