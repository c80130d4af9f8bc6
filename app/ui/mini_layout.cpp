#include "app/ui/mini_layout.h"

#include <algorithm>

#include "app/ui/metrics.h"

namespace cliffhanger {

MiniLayout lay_out_mini(const Rect& window, float px_per_dp, bool rtl) {
    const float corner = 44 * px_per_dp, inset = 4 * px_per_dp;
    const float play = std::min(64 * px_per_dp, std::min(window.w, window.h) / 2);
    MiniLayout at;
    at.play = rounded({window.center().x - play / 2, window.center().y - play / 2, play, play});
    at.close = mirrored_in({window.right() - inset - corner, window.y + inset, corner, corner}, window, rtl);
    at.expand = mirrored_in({window.x + inset, window.y + inset, corner, corner}, window, rtl);
    return at;
}

}  // namespace cliffhanger
