// The bar at the bottom of narrow windows that leads to the main screens. Stateless.
#pragma once

#include "app/shell/route.h"
#include "app/ui/frame.h"

namespace cliffhanger {

/// `current` is the screen that is marked.
/// `is_private`: what is watched is not kept, which the viewer's own tab shows.
void draw_tab_bar(Frame& frame, const Rect& bar, ScreenKind current, bool is_private);

}  // namespace cliffhanger
