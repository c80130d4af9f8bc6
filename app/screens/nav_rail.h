// The desktop's navigation rail: the mark, the feed, sound, subtitles, options, full screen, keys. Stateless.
#pragma once

#include "app/screens/player_host.h"
#include "app/screens/stage_layout.h"
#include "app/ui/frame.h"

namespace cliffhanger {

void draw_nav_rail(Frame& frame, const StageLayout& layout, PlayerHost& host);

}  // namespace cliffhanger
