// What the buttons in the viewer's hand do here, in a line: (A) Select, (B) Back. The buttons look as they are marked
// on the pad or the remote control that was used last. Stateless.
#pragma once

#include <vector>

#include "app/ui/frame.h"

namespace cliffhanger {

enum class ButtonMarks {
    Remote,   ///< OK, Back, Menu
    Letters,  ///< A B X Y
    Shapes,   ///< cross, circle, square, triangle
};

/// By what it does: A, B, Y and X on a pad with letters.
enum class CouchButton { Select, Back, Episodes, Like };

struct ButtonHint {
    CouchButton button;
    Text text;
};

/// From the start of `row` on; what does not fit any more is left out, the last first.
void draw_button_hints(Frame& frame, const std::vector<ButtonHint>& hints, ButtonMarks marks, const Rect& row);

}  // namespace cliffhanger
