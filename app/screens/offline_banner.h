// That there is no network, and what plays all the same. Stateless.
#pragma once

#include "app/ui/frame.h"

namespace cliffhanger {

/// Over the whole width at the top of `area`; gives the height taken.
float draw_offline_banner(Frame& frame, const Rect& area);
/// Over pictures, below the top bar.
void draw_offline_plate(Frame& frame, const Rect& stage);

}  // namespace cliffhanger
