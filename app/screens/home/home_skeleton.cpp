#include "app/screens/home/home_skeleton.h"

#include <algorithm>

#include "app/screens/home/hero.h"
#include "app/screens/home/shelf_view.h"
#include "app/ui/poster_card.h"
#include "app/ui/skeleton.h"

namespace cliffhanger {
namespace {

// As HomeScreen, Hero and ShelfView lay them out.
constexpr float kTopDp = 12, kSearchDp = 40, kSearchMostDp = 560, kTabsDp = 64, kDotsDp = 24, kHeadingDp = 44;

}  // namespace

void draw_home_skeleton(Frame& frame, const Rect& area, float glow) {
    const Metrics& m = frame.metrics;
    const float pad = screen_gutter(m), radius = m.dp(frame.theme.radius_m), width = area.w - 2 * pad;
    const auto block = [&](const Rect& rect) {
        draw_skeleton_block(frame, frame.mirror(rect, area), std::min(radius, rect.h / 2), glow);
    };
    frame.canvas.push_clip(area);
    float y = area.y + m.dp(kTopDp);
    block({area.x + pad, y, std::min(width, m.dp(kSearchMostDp)), m.dp(kSearchDp)});
    y += m.dp(kSearchDp) + m.dp(kTabsDp);
    const float hero = Hero::height(m, area.w);
    block({area.x + pad, y, width, hero - m.dp(kDotsDp)});
    y += hero + m.dp(4);
    const Rect poster = poster_size(m);
    const float step = poster.w + m.dp(m.window_class == WindowClass::Desktop ? 16 : 8);
    for (; y < area.bottom(); y += ShelfView::height(frame)) {
        block({area.x + pad, y + m.dp(14), m.dp(128), m.dp(16)});
        for (float x = area.x + pad; x < area.right(); x += step) block({x, y + m.dp(kHeadingDp), poster.w, poster.h});
    }
    frame.canvas.pop_clip();
}

}  // namespace cliffhanger
