// Back, episode number, captions, full screen, more: fixed at the stage's top while the pages move. Stateless.
#pragma once

#include "app/screens/page_view.h"
#include "app/ui/frame.h"

namespace cliffhanger {

struct TopBarLook {
    bool captions_on = false;
    bool fullscreen = false;
    bool is_private = false;  ///< nothing of what is watched is kept
};

void draw_top_bar(Frame& frame, const PageView& view, const Rect& stage, const TopBarLook& look);

}  // namespace cliffhanger
