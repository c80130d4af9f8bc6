#include "app/screens/series_panel.h"

#include <algorithm>
#include <cmath>

#include "app/screens/series/series_facts.h"
#include "app/shell/route.h"
#include "app/ui/poster_card.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kPad = 20, kSectionGap = 24, kPosterW = 96, kPosterH = 144;
constexpr int kMorePosters = 5;

/// What is pressed for the series' own page: a chevron at the end of the first line of `area` says so. `text` is the
/// room for words.
void draw_way_to_series(Frame& frame, const std::string& id, const Page& page, const Rect& area, const Rect& text) {
    const Metrics& m = frame.metrics;
    const float radius = m.dp(frame.theme.radius_s), chevron = m.dp(22);
    const Color tint = frame.state_tint(id);
    if (tint.a > 0) frame.canvas.fill_rounded(area.inset(-m.dp(4)), radius, tint);
    const Rect mark = frame.mirror({text.right() - chevron + m.dp(4), text.y, chevron, m.dp(24)}, text);
    frame.canvas.icon(Icon::ChevronRight, mark.center(), chevron, frame.theme.text_mid, m.rtl);
    frame.control(
        {.id = id,
         .name = page.series->title.get(frame.strings.language()) + ": " + std::string(frame.strings(Text::Series)),
         .rect = area,
         .action = action_to({ScreenKind::Series, page.series_index}),
         .focus_radius = radius});
}

}  // namespace

EpisodeList episodes_of(PlayerHost& host, const PageView& view, int columns) {
    const auto state = [&host, &view](std::size_t i) {
        const auto page = page_of(host, view.index, view.page.series_index, i);
        if (!page) return EpisodeState{};
        return EpisodeState{host.watched_fraction(*page), is_locked(host, *page),
                            presence_of(host.downloads().of(view.page.series_index, i))};
    };
    return {.series = view.page.series,
            .current = view.page.episode_index,
            .plays = true,
            .state = state,
            .columns = columns};
}

std::vector<std::size_t> series_like(const PlayerHost& host, const PageView& view, std::size_t limit) {
    std::vector<std::size_t> alike, others;
    const auto& genres = view.page.series->genres;
    const std::size_t count = host.page_count();
    // Series begin where a series' last episode ends; far ends of a huge feed are not searched.
    for (std::size_t i = 0, looked = 0; i < count && looked < 40; ++looked) {
        const Page page = host.page(i);
        if (page.series_index != view.page.series_index) {
            const bool shares = std::any_of(
                page.series->genres.begin(), page.series->genres.end(),
                [&](const auto& genre) { return std::find(genres.begin(), genres.end(), genre) != genres.end(); });
            (shares ? alike : others).push_back(i);
        }
        i += std::max<std::size_t>(1, page.series->episodes.size() - page.episode_index);
    }
    alike.insert(alike.end(), others.begin(), others.end());
    if (alike.size() > limit) alike.resize(limit);
    return alike;
}

void SeriesPanel::draw(Frame& frame, PlayerHost& host, const PageView& view, const Rect& area) {
    const Metrics& m = frame.metrics;
    area_ = area;
    grid_.follow(view.index, view.page.episode_index);
    scroller_.set_geometry(area.h, content_height_, m.u);
    scroller_.update(frame.now);
    frame.push_clip(area, Frame::Outside::Focusable);
    const float pad = m.dp(kPad), top = area.y - std::round(static_cast<float>(scroller_.offset()));
    Rect column{area.x + pad, top + (sections_.heading ? m.dp(4) : pad), area.w - 2 * pad, 0};
    const auto advance = [&](float height, float gap) { column.y += height > 0 ? height + m.dp(gap) : 0; };
    if (sections_.heading) advance(draw_heading(frame, view, column), 8);
    if (sections_.details) advance(draw_details(frame, host, view, column), kSectionGap);
    if (sections_.episodes) {
        const float grid_top = column.y - top;
        advance(draw_episodes(frame, host, view, column), kSectionGap);
        reveal_focus(frame.now, grid_top, m);
    }
    if (sections_.more) advance(draw_more(frame, host, view, column), kSectionGap);
    content_height_ = column.y - top - m.dp(kSectionGap) + pad;
    scroller_.set_geometry(area.h, content_height_, m.u);
    frame.pop_clip();
}

float SeriesPanel::draw_heading(Frame& frame, const PageView& view, const Rect& column) const {
    const Metrics& m = frame.metrics;
    const Label title = frame.label(view.page.series->title.get(frame.strings.language()),
                                    frame.style(TypeToken::TitleM), column.w - m.dp(24));
    const Label meta =
        frame.label(overview_text(frame.strings, *view.page.series), frame.style(TypeToken::Meta), column.w);
    const float height = std::max(title.height + m.dp(2) + meta.height, m.dp(frame.theme.target_min));
    const Rect all{column.x, column.y, column.w, height};
    if (!m.kiosk) draw_way_to_series(frame, prefix_ + ".about", view.page, all, all);
    frame.text_at_top(title, column, Frame::At::Start, frame.theme.text_hi);
    frame.text_at_top(meta, {column.x, column.y + title.height + m.dp(2), column.w, meta.height}, Frame::At::Start,
                      frame.theme.text_lo);
    return height;
}

float SeriesPanel::draw_details(Frame& frame, PlayerHost& host, const PageView& view, const Rect& column) const {
    const Metrics& m = frame.metrics;
    const Series& series = *view.page.series;
    const std::string_view language = frame.strings.language();
    const Rect poster = frame.mirror(rounded({column.x, column.y, m.dp(kPosterW), m.dp(kPosterH)}), column);
    draw_poster(frame, host, series, poster, m.dp(frame.theme.radius_s));
    frame.control({.id = prefix_ + ".poster",
                   .role = "image",
                   .name = series.title.get(language),
                   .rect = poster,
                   .action = action_to({ScreenKind::Series, view.page.series_index}),
                   .focusable = false});

    const float beside = m.dp(kPosterW) + m.dp(16);
    const Rect text = frame.mirror({column.x + beside, column.y, column.w - beside, m.dp(kPosterH)}, column);
    TextStyle title_style = frame.style(TypeToken::TitleM);
    title_style.max_lines = 2;
    title_style.weight = 700;
    const Label title = frame.label(series.title.get(language), title_style, text.w - m.dp(24));
    TextStyle meta_style = frame.style(TypeToken::Meta);
    meta_style.max_lines = 2;
    const std::string meta_text = overview_text(frame.strings, *view.page.series);
    const Label meta = frame.label(meta_text, meta_style, text.w);
    TextButton list{.id = prefix_ + ".list",
                    .text = std::string(frame.strings(view.listed ? Text::InMyList : Text::MyList)),
                    .action = {ActionKind::MyList},
                    .look = view.listed ? ButtonLook::Tonal : ButtonLook::Primary,
                    .icon = view.listed ? Icon::BookmarkAdded : Icon::BookmarkBorder};
    if (view.listed) list.states.emplace_back("checked");
    const Rect size = text_button_size(frame, list, text.w);
    // At the poster's foot, unless large words reach down to it.
    const float words = title.height + m.dp(6) + meta.height;
    const float list_y = std::max(m.dp(kPosterH) - size.h, words + m.dp(8));
    draw_way_to_series(frame, prefix_ + ".about", view.page, {text.x, text.y, text.w, list_y - m.dp(8)}, text);
    const Rect title_rect = frame.text_at_top(title, text, Frame::At::Start, frame.theme.text_hi);
    frame.node(prefix_ + ".title", "text", series.title.get(language), title_rect, series.title.get(language));
    const float y = text.y + title.height + m.dp(6);
    frame.node(prefix_ + ".meta", "text", meta_text,
               frame.text_at_top(meta, {text.x, y, text.w, meta.height}, Frame::At::Start, frame.theme.text_lo),
               meta_text);

    text_button(frame, list, frame.mirror(rounded({text.x, text.y + list_y, size.w, size.h}), text));

    float height = std::max(m.dp(kPosterH), list_y + size.h);
    const std::string& synopsis = series.synopsis.get(language);
    if (!synopsis.empty()) {
        TextStyle style = frame.style(TypeToken::Body);
        // Whoever asked for the series wants to read it; beside the picture the episodes come first.
        style.max_lines = sections_.episodes ? 4 : 40;
        const Label label = frame.label(synopsis, style, column.w);
        const Rect box{column.x, column.y + height + m.dp(16), column.w, label.height};
        frame.node(prefix_ + ".synopsis", "text", synopsis,
                   frame.text_at_top(label, box, Frame::At::Start, frame.theme.text_mid), synopsis);
        height += m.dp(16) + label.height;
    }
    return height;
}

float SeriesPanel::draw_episodes(Frame& frame, PlayerHost& host, const PageView& view, const Rect& column) {
    const Metrics& m = frame.metrics;
    const std::string name(frame.strings(Text::Episodes));
    float head = 0;
    if (sections_.details) {
        const Label label = frame.label(name, frame.style(TypeToken::TitleM), column.w);
        frame.text_at_top(label, column, Frame::At::Start, frame.theme.text_hi);
        head = label.height + m.dp(4);
    }
    const EpisodeList list = episodes_of(host, view, m.tv() ? 6 : 5);
    const Rect grid{column.x, column.y + head, column.w, grid_.height(m, list)};
    const std::string id = prefix_ + ".episodes";
    frame.open(id, "list", name, grid);
    grid_.draw(frame, list, grid, id);
    frame.close();
    return head + grid.h;
}

float SeriesPanel::draw_more(Frame& frame, PlayerHost& host, const PageView& view, const Rect& column) const {
    const std::vector<std::size_t> pages = series_like(host, view, kMorePosters);
    if (pages.empty()) return 0;
    const Metrics& m = frame.metrics;
    const std::string name(frame.strings(Text::MoreLikeThis));
    const Label label = frame.label(name, frame.style(TypeToken::TitleM), column.w);
    frame.text_at_top(label, column, Frame::At::Start, frame.theme.text_hi);
    const float gap = m.dp(8), top = column.y + label.height + m.dp(8);
    const float width = std::floor((column.w - gap * (kMorePosters - 1)) / kMorePosters),
                height = std::round(width * 1.5f);
    frame.open(prefix_ + ".more", "list", name, {column.x, top, column.w, height});
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const Page page = host.page(pages[i]);
        const Rect rect =
            frame.mirror(rounded({column.x + static_cast<float>(i) * (width + gap), top, width, height}), column);
        draw_poster(frame, host, *page.series, rect, m.dp(frame.theme.radius_s));
        const std::string id = prefix_ + ".more." + std::to_string(i);
        const Color tint = frame.state_tint(id);
        if (tint.a > 0) frame.canvas.fill_rounded(rect, m.dp(frame.theme.radius_s), tint);
        frame.control({.id = id,
                       .name = page.series->title.get(frame.strings.language()),
                       .rect = rect,
                       .action = {ActionKind::GoToSeries, static_cast<int>(page.series_index)},
                       .focus_radius = m.dp(frame.theme.radius_s)});
    }
    frame.close();
    return label.height + m.dp(8) + height;
}

void SeriesPanel::reveal_focus(Microseconds now, float grid_top, const Metrics& m) {
    const auto cell = grid_.focused_cell();
    if (!cell) {
        revealed_ = -1;
        return;
    }
    if (revealed_ == cell->y) return;
    revealed_ = cell->y;
    scroller_.reveal(now, grid_top + cell->y - m.dp(16), grid_top + cell->bottom() + m.dp(40));
}

}  // namespace cliffhanger
