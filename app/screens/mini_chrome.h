// What lies over the picture of a mini player while a pointer is over it: play, close, and back to the large window;
// and why there is no picture, which stays. Stateless. Main thread only.
#pragma once

#include <optional>

#include "app/screens/message_page.h"

namespace cliffhanger {

struct MiniLook {
    bool playing = false;
    bool small_window = false;  ///< it was made small, and can be made large again
    float opacity = 1;
    /// Why the episode does not play. Of its buttons there is room for the first one.
    std::optional<MessagePage> card = std::nullopt;
};

void draw_mini_chrome(Frame& frame, const Rect& window, const MiniLook& look);

}  // namespace cliffhanger
