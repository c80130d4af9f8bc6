#include "app/screens/library/me_screen.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "app/screens/library/history_screen.h"
#include "app/screens/page_heading.h"
#include "app/screens/settings/settings_sections.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kTileDp = 76, kLinkDp = 56, kGapDp = 8;

struct Tile {
    const char* id;
    Text name;
    std::size_t count;
    Route to;
};

struct Link {
    const char* id;
    Icon icon;
    Text name;
    Route to;
};

constexpr std::array kLinks = {
    Link{"me.list", Icon::BookmarkBorder, Text::MyList, {ScreenKind::MyList}},
    Link{"me.history", Icon::History, Text::History, {ScreenKind::History}},
    Link{"me.downloads", Icon::Download, Text::Downloads, {ScreenKind::Downloads}},
    Link{"me.settings", Icon::Settings, Text::Settings, {ScreenKind::Settings}},
};

void draw_tile(Frame& frame, const Tile& tile, const Rect& rect) {
    const Metrics& m = frame.metrics;
    const float radius = m.dp(frame.theme.radius_m);
    frame.canvas.fill_rounded(rect, radius, frame.theme.surface1);
    const Color tint = frame.state_tint(tile.id);
    if (tint.a > 0) frame.canvas.fill_rounded(rect, radius, tint);
    const std::string number = frame.strings.count(static_cast<std::int64_t>(tile.count));
    const std::string name(frame.strings(tile.name));
    const Label value = frame.label(number, frame.style(TypeToken::TitleL), rect.w - m.dp(16));
    TextStyle style = frame.style(TypeToken::Meta);
    style.max_lines = 2;
    style.align = TextAlign::Center;
    const Label label = frame.label(name, style, rect.w - m.dp(16));
    const float height = value.height + m.dp(2) + label.height;
    float y = std::round(rect.center().y - height / 2);
    frame.text_at_top(value, {rect.x, y, rect.w, value.height}, Frame::At::Center, frame.theme.text_hi);
    y += value.height + m.dp(2);
    frame.text_at_top(label, {rect.x, y, rect.w, label.height}, Frame::At::Center, frame.theme.text_mid);
    frame.control({.id = tile.id,
                   .name = name,
                   .value = number,
                   .rect = rect,
                   .action = action_to(tile.to),
                   .focus_radius = radius});
}

void draw_link(Frame& frame, const Link& link, const Rect& row) {
    const Metrics& m = frame.metrics;
    const float radius = m.dp(frame.theme.radius_m), pad = m.dp(16), icon = m.dp(24);
    const Color tint = frame.state_tint(link.id);
    if (tint.a > 0) frame.canvas.fill_rounded(row.inset(m.dp(2)), radius, tint);
    frame.canvas.icon(link.icon, frame.mirror({row.x + pad, row.y, icon, row.h}, row).center(), icon,
                      frame.theme.text_mid);
    const std::string name(frame.strings(link.name));
    const float start = pad + icon + m.dp(16), chevron = m.dp(22);
    const Rect text = frame.mirror({row.x + start, row.y, row.w - start - chevron - pad, row.h}, row);
    TextStyle style = frame.style(TypeToken::Label);
    style.max_lines = 2;
    frame.text_in(frame.label(name, style, text.w), text, Frame::At::Start, frame.theme.text_hi);
    const Rect mark = frame.mirror({row.right() - pad - chevron, row.y, chevron, row.h}, row);
    frame.canvas.icon(Icon::ChevronRight, mark.center(), chevron, frame.theme.text_lo, m.rtl);
    frame.control({.id = link.id,
                   .name = name,
                   .rect = row,
                   .action = action_to(link.to),
                   .focus_radius = radius,
                   .focus_rect = row.inset(m.dp(2))});
}

}  // namespace

void MeScreen::draw(Frame& frame, const Rect& area) {
    if (marks_.follow()) counts_ = count_viewing(marks_.marks());
    const Metrics& m = frame.metrics;
    const std::string title(frame.strings(Text::Me));
    frame.open("me", "region", title, area);
    const float top = view_.begin(frame, "me.page", area), gutter = screen_gutter(m);
    float y = top + draw_page_heading(frame, "me", title, {area.x, top, area.w, 0}, BackArrow::Without);
    y += draw_counts(frame, {area.x + gutter, y, area.w - 2 * gutter, 0}) + m.dp(16);
    y += draw_continue(frame, {area.x, y, area.w, 0});
    y += draw_links(frame, {area.x + gutter, y, area.w - 2 * gutter, 0}) + m.dp(12);
    rows_.begin();
    if (context_.host.library().remembers()) {
        const Rect row = frame.mirror({area.x + gutter, y, std::min(area.w - 2 * gutter, m.dp(640)), 0}, area);
        y += rows_.draw(frame, context_.player, {private_mode_row(context_.host, frame.strings)}, row);
    }
    view_.end(frame, y - top + m.dp(24));
    frame.close();
}

float MeScreen::draw_counts(Frame& frame, const Rect& row) const {
    const Metrics& m = frame.metrics;
    const std::array tiles = {
        Tile{"me.watched", Text::EpisodesWatched, counts_.watched, {ScreenKind::History}},
        Tile{"me.liked", Text::LikedEpisodes, counts_.liked, {ScreenKind::History, 0, HistoryScreen::kLikedPart}},
        Tile{"me.listed", Text::MyList, counts_.listed, {ScreenKind::MyList}},
    };
    const float gap = m.dp(kGapDp), count = static_cast<float>(tiles.size());
    const float width = std::min((row.w - gap * (count - 1)) / count, m.dp(208));
    float x = row.x;
    for (const Tile& tile : tiles) {
        draw_tile(frame, tile, frame.mirror(rounded({x, row.y, width, m.dp(kTileDp)}), row));
        x += width + gap;
    }
    return m.dp(kTileDp);
}

float MeScreen::draw_continue(Frame& frame, const Rect& row) {
    const auto& shelves = context_.host.shelves();
    const auto shelf = std::ranges::find(shelves, ShelfKind::ContinueWatching, &Shelf::kind);
    if (shelf == shelves.end() || shelf->items.empty()) return 0;
    const float height = ShelfView::height(frame);
    continue_.draw(frame, context_, *shelf, {row.x, row.y, row.w, height}, action_to({ScreenKind::History}));
    return height;
}

float MeScreen::draw_links(Frame& frame, const Rect& row) const {
    const Metrics& m = frame.metrics;
    std::vector<Link> links(kLinks.begin(), kLinks.end());
    std::erase_if(links, [](const Link& link) { return !exists(link.to.kind); });
    const float height = m.dp(kLinkDp);
    const Rect narrow{row.x, row.y, std::min(row.w, m.dp(640)), height * static_cast<float>(links.size())};
    const Rect box = frame.mirror(narrow, row);
    frame.canvas.fill_rounded(box, m.dp(frame.theme.radius_m), frame.theme.surface1);
    float y = box.y;
    for (const Link& link : links) {
        draw_link(frame, link, {box.x, y, box.w, height});
        y += height;
    }
    return box.h;
}

}  // namespace cliffhanger
