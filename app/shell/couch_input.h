// Whether the viewer leans back, with a pad or a remote control, or sits at the desk with a mouse; and what is printed
// on the buttons. Goes by what was used last. Pure; one thread.
#pragma once

#include <optional>

#include "app/input/input_event.h"
#include "app/ui/button_hints.h"

namespace cliffhanger {

class CouchInput {
 public:
    void note(const InputEvent& event);
    /// A pad or a remote control was used last.
    bool leaning_back() const { return leaning_back_; }
    ButtonMarks marks() const { return marks_; }

 private:
    void note_mouse(const MouseEvent& event);

    bool leaning_back_ = false;
    ButtonMarks marks_ = ButtonMarks::Remote;
    std::optional<Point> mouse_at_;  ///< where it was when the pad was taken up
};

}  // namespace cliffhanger
