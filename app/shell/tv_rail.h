// The way between screens on a television set: icons at the start edge, with their names while the focus is among them.
// Stateless.
#pragma once

#include "app/shell/route.h"
#include "app/ui/frame.h"

namespace cliffhanger {

/// `rail`: the room that it takes beside the contents; its names lie over them.
void draw_tv_rail(Frame& frame, const Rect& rail, ScreenKind current, bool is_private);

}  // namespace cliffhanger
