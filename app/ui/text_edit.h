// One line of text being edited: caret, selection, what an input method is composing. Pure; positions are bytes of
// UTF-8, always between two characters as a person sees them.
#pragma once

#include <string>
#include <string_view>

#include "app/input/input_event.h"

namespace cliffhanger {

class TextEdit {
 public:
    static constexpr std::size_t kLongest = 200;  ///< bytes

    const std::string& text() const { return text_; }
    void set_text(std::string text);  ///< the caret goes to the end
    std::size_t caret() const { return caret_; }
    /// The selection is what lies between the caret and this.
    std::size_t anchor() const { return anchor_; }
    bool has_selection() const { return caret_ != anchor_; }
    std::size_t selection_begin() const { return caret_ < anchor_ ? caret_ : anchor_; }
    std::size_t selection_end() const { return caret_ < anchor_ ? anchor_ : caret_; }
    std::string_view selected() const;

    /// Replaces the selection. Line breaks and control characters become blanks.
    void insert(std::string_view utf8);
    void erase_before();
    void erase_after();
    void select_all();
    void clear() { set_text({}); }

    enum class Selecting { No, Yes };
    enum class Unit { Character, Word, Line };
    enum class Way { Backward, Forward };
    void move(Way way, Unit unit, Selecting selecting);
    void place(std::size_t position, Selecting selecting);

    enum class Outcome { Ignored, Moved, Changed, Copy, Cut, Paste };
    /// A key that edits; `rtl`: the text runs from right to left, so that Left goes forward. Copy, Cut and Paste are
    /// the caller's to finish; Left and Right at the ends, where nothing is selected, are ignored.
    Outcome handle(const KeyEvent& key, bool rtl);

 private:
    std::size_t before(std::size_t position) const;
    std::size_t after(std::size_t position) const;
    std::size_t target(Way way, Unit unit) const;

    std::string text_;
    std::size_t caret_ = 0, anchor_ = 0;
};

}  // namespace cliffhanger
