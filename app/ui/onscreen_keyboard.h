// Letters to press, for who has no keys: pads, remotes, touch alone. The interface's own script where one is typed
// letter by letter, with Latin beside it; Chinese, Japanese and Korean by Latin letters, which search reads as pinyin
// and initials. Main thread only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ui/frame.h"

namespace cliffhanger {

class OnscreenKeyboard {
 public:
    /// What a press means.
    struct Key {
        enum class Kind { Letter, Space, Backspace, OtherScript };
        Kind kind = Kind::Letter;
        std::string text;  ///< of a letter
    };

    /// `first_action`: the Own value of the first key; the others follow.
    OnscreenKeyboard(std::string id, int first_action) : id_(std::move(id)), first_action_(first_action) {}

    static float height(const Metrics& metrics);
    void draw(Frame& frame, const Rect& area);
    // For remote controls: letters in the order of the alphabet, so that few presses lead from one to another.
    /// How large that is.
    Rect grid(const Frame& frame) const;
    void draw_grid(Frame& frame, const Rect& area);
    /// The key of an Own value that draw() gave; nullptr for another one.
    const Key* key(int value) const;
    void toggle_script() { latin_ = !latin_; }

 private:
    std::vector<std::string> alphabet(const Frame& frame) const;
    std::size_t grid_columns(const Frame& frame) const;
    void draw_key(Frame& frame, const Key& key, const std::string& name, const Rect& rect);

    std::string id_;
    int first_action_;
    bool latin_ = false;
    std::vector<Key> keys_;  ///< of the last draw
};

}  // namespace cliffhanger
