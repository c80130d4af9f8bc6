// A question over everything, with two answers; it keeps the focus until it is answered. One at a time. Main thread
// only.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/motion/animation.h"
#include "app/ui/frame.h"

namespace cliffhanger {

struct Dialog {
    enum class Tone {
        Plain,        ///< the focus begins with the answer that does it
        Destructive,  ///< what is done cannot be undone: the focus begins with the other one
    };
    std::string title, text;
    std::string confirm, cancel;
    Tone tone = Tone::Plain;
    std::function<void(Microseconds)> on_confirm;
};

class DialogLayer {
 public:
    /// Takes the place of one that is open.
    void open(Microseconds now, Dialog dialog);
    /// The question that is open reads like this from now on.
    void say(std::string text) { dialog_.text = std::move(text); }
    /// Without an answer. Nothing happens when none is open.
    void close(Microseconds now);
    void confirm(Microseconds now);
    bool is_open() const { return open_; }

    /// Over the whole window, also while it goes.
    void draw(Frame& frame, bool reduced_motion);
    bool animating(Microseconds now) const { return shown_.running(now); }

 private:
    struct Buttons;
    void draw_buttons(Frame& frame, const Buttons& buttons, const Rect& room) const;
    Buttons lay_out_buttons(const Frame& frame, float width) const;

    Dialog dialog_;
    bool open_ = false;
    Animation shown_{0};
};

}  // namespace cliffhanger
