// How the episode on the screen is playing, in a small table over the stage: for people who look into things.
// Stateless.
#pragma once

#include "app/screens/page_view.h"
#include "app/ui/frame.h"

namespace cliffhanger {

void draw_stats_overlay(Frame& frame, const PageView& view, const SystemFigures& system, const Rect& stage);

}  // namespace cliffhanger
