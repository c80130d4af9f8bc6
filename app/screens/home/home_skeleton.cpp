#include "app/screens/home/home_skeleton.h"

#include <algorithm>

#include "app/screens/home/hero.h"
#include "app/screens/home/home_layout.h"
#include "app/screens/home/shelf_view.h"
#include "app/ui/poster_card.h"
#include "app/ui/skeleton.h"

namespace cliffhanger {
namespace {

/// Lines of words: of a shelf's heading, and of what a television set tells about a series.
constexpr float kLineDp = 16, kHeadingLineDp = 128, kTitleLineDp = 32, kDetailsLineDp = 320;

struct Blocks {
    Frame& frame;
    const Rect& area;
    float glow;

    void operator()(const Rect& rect) const {
        const float radius = std::min(frame.metrics.dp(frame.theme.radius_m), rect.h / 2);
        draw_skeleton_block(frame, frame.mirror(rect, area), radius, glow);
    }
};

/// What TvHome tells about the series that has the focus; returns its height.
float draw_details(const Blocks& block, float x, float y) {
    const Metrics& m = block.frame.metrics;
    block({x, y + m.dp(4), m.dp(kDetailsLineDp), m.dp(kTitleLineDp)});
    block({x, y + m.dp(12) + m.dp(kTitleLineDp), m.dp(kDetailsLineDp) / 2, m.dp(kLineDp)});
    return m.text_dp(kTvDetailsDp);
}

/// The search field where there is one, the tabs' row, and the hero; returns their height.
float draw_head(const Blocks& block, float x, float top, float width) {
    const Metrics& m = block.frame.metrics;
    float y = top + m.dp(kHomeGapDp);
    if (!m.kiosk) {
        block({x, y, std::min(width, m.dp(kHomeSearchMostDp)), m.dp(kHomeSearchDp)});
        y += m.dp(kHomeSearchDp + kBelowSearchDp);
    }
    y += m.dp(kHomeTabsDp + kHomeGapDp);
    const float hero = Hero::height(m, block.area.w);
    block({x, y, width, hero - m.dp(kHeroDotsDp)});
    return y + hero + m.dp(kBelowHeroDp) - top;
}

}  // namespace

void draw_home_skeleton(Frame& frame, const Rect& area, float glow) {
    const Metrics& m = frame.metrics;
    const float pad = screen_gutter(m), x = area.x + pad;
    const Blocks block{frame, area, glow};
    frame.canvas.push_clip(area);
    float y = area.y;
    y += m.tv() ? draw_details(block, x, y) : draw_head(block, x, y, area.w - 2 * pad);
    const Rect poster = poster_size(m);
    const float heading = shelf_heading(m), line = m.dp(kLineDp);
    for (; y < area.bottom(); y += ShelfView::height(frame)) {
        block({x, y + (heading - line) / 2, m.dp(kHeadingLineDp), line});
        for (float at = x; at < area.right(); at += poster.w + shelf_gap(m))
            block({at, y + heading, poster.w, poster.h});
    }
    frame.canvas.pop_clip();
}

}  // namespace cliffhanger
