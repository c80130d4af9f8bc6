// The bar at the bottom of a public screen's pages beside the player: every way on is within reach there. Stateless.
#pragma once

#include "app/shell/route.h"
#include "app/ui/frame.h"

namespace cliffhanger {

/// `drift`: where what is on it stands at the time, see burn_in_drift(); `light`: its opacity, see ChromeDim.
void draw_kiosk_bar(Frame& frame, const Rect& bar, ScreenKind current, Point drift, float light);

}  // namespace cliffhanger
