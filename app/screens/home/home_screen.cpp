#include "app/screens/home/home_screen.h"

#include <algorithm>
#include <cmath>

#include "app/screens/feed_state_page.h"
#include "app/screens/home/home_layout.h"
#include "app/screens/poster_grid.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kUnderline = 200ms;
constexpr int kSelectTab = 1;

}  // namespace

void HomeScreen::enter(Microseconds now, const Route&) { now_ = now; }

void HomeScreen::update(Microseconds now) {
    now_ = now;
    tv_.update(now, context_.player.reduced_motion());
    hero_.update(now, !on_tv_ && tab_ == Tab::ForYou && !context_.player.reduced_motion());
}

const Shelf* HomeScreen::shelf_of(Tab tab) const {
    const ShelfKind kind =
        tab == Tab::Hot ? ShelfKind::Trending : (tab == Tab::New ? ShelfKind::New : ShelfKind::Ranking);
    const auto& shelves = context_.host.shelves();
    const auto found = std::ranges::find(shelves, kind, &Shelf::kind);
    return found == shelves.end() ? nullptr : &*found;
}

bool HomeScreen::offers(Tab tab) const {
    if (tab == Tab::ForYou) return true;
    if (tab != Tab::Genres) return shelf_of(tab) != nullptr;
    return std::ranges::any_of(context_.host.shelves(),
                               [](const Shelf& shelf) { return shelf.kind == ShelfKind::Genre; });
}

void HomeScreen::draw(Frame& frame, const Rect& area) {
    const Metrics& m = frame.metrics;
    if (!offers(tab_)) tab_ = Tab::ForYou;  // another feed has come
    frame.open("home", "region", std::string(frame.strings(Text::Home)), area);
    on_tv_ = m.tv();
    if (on_tv_) {
        tv_.draw(frame, context_, area);
        return frame.close();
    }
    const float top = view_.begin(frame, "home.list", area);
    float y = top + m.dp(kHomeGapDp);
    if (context_.navigator.leads_to(ScreenKind::Search))
        y += draw_search(frame, {area.x, y, area.w, m.dp(kHomeSearchDp)});
    y += draw_tabs(frame, {area.x, y, area.w, m.dp(kHomeTabsDp)}) + m.dp(kHomeGapDp);
    if (tab_ == Tab::ForYou || tab_ == Tab::Genres) {
        y = draw_shelves(frame, area, y);
    } else {
        y = draw_whole_shelf(frame, area, y);
    }
    view_.end(frame, y - top + m.dp(16));
    frame.close();
}

float HomeScreen::draw_search(Frame& frame, const Rect& row) const {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const float pad = screen_gutter(m);
    const float width = std::min(row.w - 2 * pad, m.dp(kHomeSearchMostDp));
    const Rect field = frame.mirror(rounded({row.x + pad, row.y, width, row.h}), row);
    const float radius = m.dp(theme.radius_m), icon = m.dp(22);
    frame.canvas.fill_rounded(field, radius, theme.surface2);
    const Color tint = frame.state_tint("home.search");
    if (tint.a > 0) frame.canvas.fill_rounded(field, radius, tint);
    const Rect mark = frame.mirror({field.x + m.dp(12), field.y, icon, field.h}, field);
    frame.canvas.icon(Icon::Search, mark.center(), icon, theme.text_mid);
    const std::string hint(frame.strings(Text::SearchHint));
    const Rect text = frame.mirror({field.x + m.dp(44), field.y, field.w - m.dp(56), field.h}, field);
    frame.text_in(frame.label(hint, frame.style(TypeToken::Body), text.w), text, Frame::At::Start, theme.text_lo);
    frame.control({.id = "home.search",
                   .role = "searchbox",
                   .name = hint,
                   .rect = at_least(field, m.dp(theme.target_min)),
                   .action = action_to({ScreenKind::Search}),
                   .focus_radius = radius,
                   .focus_rect = field});
    return row.h + m.dp(kBelowSearchDp);
}

float HomeScreen::draw_tabs(Frame& frame, const Rect& row) {
    const Metrics& m = frame.metrics;
    constexpr Text kNames[] = {Text::Feed, Text::Hot, Text::New, Text::Ranking, Text::Genres};
    const float pad = screen_gutter(m), gap = m.dp(m.kiosk ? 8 : 20);
    TextStyle style = frame.style(TypeToken::TitleM);
    frame.open("home.tabs", "tablist", std::string(frame.strings(Text::Home)), row);
    float x = pad;
    for (int i = 0; i < kTabs; ++i) {
        if (!offers(static_cast<Tab>(i))) continue;
        const std::string name(frame.strings(kNames[i]));
        const Label label = frame.label(name, style, row.w);
        const bool selected = static_cast<int>(tab_) == i;
        const std::string id = "home.tab." + std::to_string(i);
        const float width = m.kiosk ? std::max(label.width, m.dp(frame.theme.target_min)) : label.width;
        const Rect cell = frame.mirror(rounded({row.x + x, row.y, width, row.h}), row);
        const bool lit = selected || frame.hovered(id) || frame.focused(id);
        frame.text_in(label, cell, Frame::At::Center, lit ? frame.theme.text_hi : frame.theme.text_lo);
        const Rect hit = at_least(cell, m.dp(frame.theme.target_min));
        frame.control({.id = id,
                       .role = "tab",
                       .name = name,
                       .states = selected ? std::vector<std::string>{"checked"} : std::vector<std::string>{},
                       .rect = hit,
                       .action = {ActionKind::Own, kSelectTab + i},
                       .focus_radius = m.dp(frame.theme.radius_s),
                       .focus_rect = {cell.x - m.dp(8), cell.y + m.dp(4), cell.w + m.dp(16), cell.h - m.dp(8)}});
        if (selected) {
            const Microseconds length = underline_set_ && !context_.player.reduced_motion() ? kUnderline : 0us;
            underline_x_.go(frame.now, cell.x, length, Easing::Standard);
            underline_w_.go(frame.now, cell.w, length, Easing::Standard);
            underline_set_ = true;
        }
        x += width + gap;
    }
    const Rect line{static_cast<float>(underline_x_.value(frame.now)), row.bottom() - m.dp(6),
                    static_cast<float>(underline_w_.value(frame.now)), m.dp(2)};
    frame.canvas.fill_rounded(line, line.h / 2, frame.theme.accent);
    frame.close();
    return row.h;
}

float HomeScreen::draw_shelves(Frame& frame, const Rect& area, float y) {
    const Metrics& m = frame.metrics;
    const auto& shelves = context_.host.shelves();
    const bool whole = tab_ == Tab::ForYou;
    if (whole) {
        std::vector<std::size_t> heroes;
        const auto trending = std::ranges::find(shelves, ShelfKind::Trending, &Shelf::kind);
        if (trending != shelves.end()) {
            for (const ShelfItem& item : trending->items) {
                if (!context_.player.age_gate().locks(context_.host.catalog()->series[item.series]))
                    heroes.push_back(item.series);
            }
        }
        hero_.set_series(std::move(heroes));
        const float height = Hero::height(m, area.w);
        if (!hero_.series().empty() && y + height > area.y && y < area.bottom())
            hero_.draw(frame, context_, {area.x, y, area.w, height});
        if (!hero_.series().empty()) y += height + m.dp(kBelowHeroDp);
    }
    while (shelves_.size() < shelves.size()) shelves_.emplace_back("home.shelf." + std::to_string(shelves_.size()));
    const float height = ShelfView::height(frame);
    for (std::size_t i = 0; i < shelves.size(); ++i) {
        if (!whole && shelves[i].kind != ShelfKind::Genre) continue;
        // One beyond each edge, so that the focus finds its way on.
        if (y + 2 * height > area.y && y - height < area.bottom()) {
            shelves_[i].draw(frame, context_, shelves[i], {area.x, y, area.w, height},
                             action_to({ScreenKind::Shelf, 0, static_cast<int>(i)}));
        }
        y += height;
    }
    return y;
}

float HomeScreen::draw_whole_shelf(Frame& frame, const Rect& area, float y) {
    const Shelf* shelf = shelf_of(tab_);
    if (shelf == nullptr) return y;
    const Catalog& catalog = *context_.host.catalog();
    const float pad = screen_gutter(frame.metrics);
    return y + draw_poster_grid(frame, context_.player,
                                {.id = "home.grid",
                                 .count = shelf->items.size(),
                                 .column = {area.x + pad, y, area.w - 2 * pad, 0},
                                 .view = area,
                                 .card = [&](std::size_t i) {
                                     const ShelfItem& item = shelf->items[i];
                                     return PosterCard{.series = &catalog.series[item.series],
                                                       .meta = item_meta(frame, catalog, *shelf, item),
                                                       .progress = item.progress,
                                                       .action = action_to({ScreenKind::Series, item.series})};
                                 }});
}

void HomeScreen::own_action(Microseconds now, int value) {
    now_ = now;
    if (value >= kSelectTab && value < kSelectTab + kTabs) {
        tab_ = static_cast<Tab>(value - kSelectTab);
        view_.scroller().scroll_to(now, 0);
        return;
    }
    const auto card = static_cast<std::size_t>(value % 100);
    if (card >= hero_.series().size()) return;
    const std::size_t series = hero_.series()[card];
    switch (value - value % 100) {
        case Hero::kOpen:
            if (context_.navigator.leads_to(ScreenKind::Series))
                return context_.navigator.open({ScreenKind::Series, series});
            [[fallthrough]];
        case Hero::kWatch:
            context_.host.play_series(series, std::nullopt);
            return context_.navigator.open({ScreenKind::Player});
        case Hero::kList:
            return context_.player.set_listed(series, !context_.player.listed(series));
        default:
            return;
    }
}

bool HomeScreen::animating(Microseconds now) const {
    return tv_.animating(now) || view_.animating() || hero_.animating() || underline_x_.running(now);
}

std::optional<Microseconds> HomeScreen::next_change(Microseconds) const {
    return on_tv_ ? tv_.next_change() : hero_.next_change();
}

}  // namespace cliffhanger
