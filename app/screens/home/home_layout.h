// Where Home's parts lie: for these, and for the empty shapes that stand in for them until the feed is there.
#pragma once

#include "app/ui/metrics.h"

namespace cliffhanger {

// In dp.
inline constexpr float kHomeGapDp = 12, kHomeSearchDp = 40, kHomeSearchMostDp = 560, kHomeTabsDp = 48;
inline constexpr float kBelowSearchDp = 4, kBelowHeroDp = 4;
inline constexpr float kHeroDotsDp = 20;    ///< of a hero's height, below its card
inline constexpr float kTvDetailsDp = 128;  ///< on a television set, of letters

/// The row above a shelf's posters, px; on television sets a focused poster grows towards it.
inline float shelf_heading(const Metrics& m) {
    if (m.tv()) return m.dp(52);
    return m.dp(m.kiosk ? 64 : 44);
}

/// Between posters, px.
inline float shelf_gap(const Metrics& m) { return m.dp(m.wide() ? 16 : 8); }

}  // namespace cliffhanger
