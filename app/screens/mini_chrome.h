// What lies over the picture of a mini player while a pointer is over it: play, close, and back to the large window.
// Stateless. Main thread only.
#pragma once

#include "app/ui/frame.h"

namespace cliffhanger {

struct MiniLook {
    bool playing = false;
    bool small_window = false;  ///< it was made small, and can be made large again
    float opacity = 1;
};

void draw_mini_chrome(Frame& frame, const Rect& window, const MiniLook& look);

}  // namespace cliffhanger
