// A locked episode: what it would take, in plain words, and the ways on. A demonstration: nothing is ever charged.
// Stateless.
#pragma once

#include "app/screens/page_view.h"
#include "app/ui/frame.h"

namespace cliffhanger {

void draw_locked_card(Frame& frame, const PageView& view, const Rect& stage, bool has_next_series);

}  // namespace cliffhanger
