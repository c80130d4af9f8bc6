// One line to type into: the text with its caret and selection, what an input method is composing, a button that clears
// it. Text that is longer than the field moves with the caret. Main thread only.
#pragma once

#include <functional>
#include <string>

#include "app/text/caret_geometry.h"
#include "app/ui/frame.h"
#include "app/ui/text_edit.h"

namespace cliffhanger {

class TextField {
 public:
    struct Look {
        std::string id;
        std::string hint;  ///< shown while it is empty
        std::string clear_name;
        Action focus, clear;  ///< what pressing the field and its button do
        bool active = true;   ///< it has the caret
    };
    struct Clipboard {
        std::function<void(const std::string&)> copy;
        std::function<std::string()> paste;
    };
    explicit TextField(Clipboard clipboard) : clipboard_(std::move(clipboard)) {}

    TextEdit& edit() { return edit_; }
    const std::string& text() const { return edit_.text(); }
    /// True when the key was one of the field's.
    bool handle_key(Microseconds now, const KeyEvent& key);
    void insert(Microseconds now, std::string_view utf8);
    /// What an input method is composing: underlined at the caret, and no part of the text yet.
    void compose(Microseconds now, std::string_view utf8);
    bool composing() const { return !composed_.empty(); }
    /// Where it was drawn last.
    const Rect& place() const { return place_; }
    /// A press or a drag of the mouse, px; true when it lies in the text.
    bool handle_press(Microseconds now, Point at, TextEdit::Selecting selecting);
    /// The caret shows from now on, and blinks.
    void wake(Microseconds now) { woken_ = now; }

    void draw(Frame& frame, const Look& look, const Rect& rect);
    Microseconds next_blink(Microseconds now) const;

 private:
    bool caret_shows(Microseconds now) const;

    TextEdit edit_;
    std::string composed_;
    Clipboard clipboard_;
    Microseconds woken_{0};
    float scrolled_ = 0;  ///< px that the text is moved by
    // Of the last draw:
    Rect place_, text_box_;
    Point origin_;  ///< of the label
    Label label_;
    CaretGeometry* carets_ = nullptr;
};

}  // namespace cliffhanger
