// The part of SearchScreen that shows what many watch.
#include <algorithm>
#include <cmath>

#include "app/screens/home/shelf_view.h"
#include "app/screens/search/search_screen.h"
#include "app/ui/poster_card.h"

namespace cliffhanger {
namespace {

constexpr float kTrendingRowDp = 76;
constexpr std::size_t kTrending = 10;

}  // namespace

/// What many watch, as a numbered list; in two columns where there is room.
float SearchScreen::draw_trending(Frame& frame, const Rect& column, const Rect& view) {
    const auto& shelves = context_.host.shelves();
    auto shelf = std::ranges::find(shelves, ShelfKind::Trending, &Shelf::kind);
    if (shelf == shelves.end()) shelf = std::ranges::find(shelves, ShelfKind::Ranking, &Shelf::kind);
    if (shelf == shelves.end()) return 0;
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const Catalog& catalog = *context_.host.catalog();
    const std::string heading(frame.strings(Text::Trending));
    const Label title = frame.label(heading, frame.style(TypeToken::TitleM), column.w);
    frame.text_at_top(title, column, Frame::At::Start, theme.text_hi);
    const std::size_t count = std::min(kTrending, shelf->items.size());
    const std::size_t columns = column.w >= m.dp(720) ? 2 : 1, rows = (count + columns - 1) / columns;
    const float gap = m.dp(24), height = m.dp(kTrendingRowDp), top = column.y + title.height + m.dp(12);
    const float width = std::floor((column.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    frame.open("search.trending", "list", heading, {column.x, top, column.w, height * static_cast<float>(rows)});
    for (std::size_t i = 0; i < count; ++i) {
        const ShelfItem& item = shelf->items[i];
        const Series& series = catalog.series[item.series];
        const std::string id = "search.trending." + std::to_string(i), number = std::to_string(i + 1);
        const Rect row = frame.mirror(rounded({column.x + static_cast<float>(i / rows) * (width + gap),
                                               top + height * static_cast<float>(i % rows), width, height}),
                                      column);
        if (row.y > view.bottom() + 2 * height || row.bottom() < view.y - 2 * height) continue;
        const Rect shape = row.inset(m.dp(2));
        const Color tint = frame.state_tint(id);
        if (tint.a > 0) frame.canvas.fill_rounded(shape, m.dp(theme.radius_s), tint);
        const Label rank = frame.label(number, frame.style(TypeToken::TitleM), m.dp(28), "en");
        frame.text_in(rank, frame.mirror({row.x, row.y, m.dp(28), row.h}, row), Frame::At::Center,
                      i < 3 ? theme.accent : theme.text_lo);
        const Rect poster = frame.mirror(rounded({row.x + m.dp(36), row.y + m.dp(8), m.dp(40), m.dp(60)}), row);
        draw_poster(frame, context_.player, series, poster, m.dp(theme.radius_xs));
        const Rect text = frame.mirror({row.x + m.dp(88), row.y, row.w - m.dp(96), row.h}, row);
        const std::string& name = series.title.get(frame.strings.language());
        const std::string meta = item_meta(frame, catalog, *shelf, item);
        const Label first = frame.label(name, frame.style(TypeToken::Label), text.w);
        const Label second = frame.label(meta, frame.style(TypeToken::Meta), text.w);
        const float y = std::round(text.center().y - (first.height + second.height) / 2);
        frame.text_at_top(first, {text.x, y, text.w, 0}, Frame::At::Start, theme.text_hi);
        frame.text_at_top(second, {text.x, y + first.height, text.w, 0}, Frame::At::Start, theme.text_lo);
        frame.control({.id = id,
                       .name = name,
                       .value = meta,
                       .rect = row,
                       .action = action_to({ScreenKind::Series, item.series}),
                       .focus_radius = m.dp(theme.radius_s),
                       .focus_rect = shape});
    }
    frame.close();
    return top + height * static_cast<float>(rows) - column.y;
}

}  // namespace cliffhanger
