#include "app/screens/poster_grid.h"

#include <algorithm>
#include <cmath>

#include "app/screens/home/home_layout.h"

namespace cliffhanger {
namespace {

constexpr float kRowGapDp = 16;
constexpr std::size_t kFewestColumns = 3;

}  // namespace

float draw_poster_grid(Frame& frame, PlayerHost& host, const PosterGrid& grid) {
    const Metrics& m = frame.metrics;
    const float gap = shelf_gap(m), wanted = poster_size(m).w;
    const auto fitting = static_cast<std::size_t>((grid.column.w + gap) / (wanted + gap));
    const std::size_t columns = std::max(fitting, kFewestColumns);
    const float room = grid.column.w - gap * static_cast<float>(columns - 1);
    const float width = std::floor(room / static_cast<float>(columns)), height = std::round(width * 1.5f);
    const float row = height + card_text_height(frame, true) + m.dp(kRowGapDp);
    for (std::size_t i = 0; i < grid.count; ++i) {
        const float y = std::round(grid.column.y + row * static_cast<float>(i / columns));
        // A row beyond each edge, so that the focus finds its way on.
        if (y + 2 * row < grid.view.y || y - row > grid.view.bottom()) continue;
        const float x = grid.column.x + static_cast<float>(i % columns) * (width + gap);
        PosterCard card = grid.card(i);
        card.id = grid.id + ".card." + std::to_string(i);
        card.poster = frame.mirror(rounded({x, y, width, height}), grid.column);
        draw_poster_card(frame, host, card);
    }
    return row * static_cast<float>((grid.count + columns - 1) / columns);
}

}  // namespace cliffhanger
