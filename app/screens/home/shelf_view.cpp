#include "app/screens/home/shelf_view.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "app/screens/home/home_layout.h"
#include "app/screens/series/genre_name.h"
#include "app/screens/series/series_facts.h"

namespace cliffhanger {
namespace {

constexpr float kBelowDp = 16, kLiftDp = 8;
constexpr long kFew = 6;  ///< so many are all seen at once

/// Index of the focused card of this shelf.
std::optional<std::size_t> focused_card(const Frame& frame, const std::string& prefix) {
    const std::string& id = frame.interaction.focused;
    if (id.rfind(prefix, 0) != 0) return std::nullopt;
    std::size_t index = 0;
    const char* end = id.data() + id.size();
    const auto parsed = std::from_chars(id.data() + prefix.size(), end, index);
    return parsed.ec == std::errc{} && parsed.ptr == end ? std::optional(index) : std::nullopt;
}

Text heading_of(ShelfKind kind) {
    switch (kind) {
        case ShelfKind::ContinueWatching:
            return Text::ContinueWatching;
        case ShelfKind::ForYou:
            return Text::Feed;
        case ShelfKind::Trending:
            return Text::Trending;
        case ShelfKind::New:
            return Text::New;
        case ShelfKind::Ranking:
            return Text::Ranking;
        case ShelfKind::BecauseFinished:
        case ShelfKind::FromFeed:
        case ShelfKind::Genre:
        case ShelfKind::Similar:
            break;
    }
    return Text::MoreLikeThis;
}

}  // namespace

float screen_gutter(const Metrics& metrics) {
    if (metrics.tv()) return metrics.dp(24);
    return metrics.dp(metrics.window_class == WindowClass::Desktop ? 40 : 16);
}

std::string shelf_title(const Frame& frame, const Catalog& catalog, const Shelf& shelf) {
    if (shelf.kind == ShelfKind::FromFeed) return shelf.subject.name;
    if (shelf.kind == ShelfKind::Genre) return genre_name(frame.strings, shelf.subject.name);
    if (shelf.kind == ShelfKind::BecauseFinished && shelf.subject.series < catalog.series.size()) {
        return frame.strings.with(
            Text::BecauseYouFinished,
            {{"title", catalog.series[shelf.subject.series].title.get(frame.strings.language())}});
    }
    return std::string(frame.strings(heading_of(shelf.kind)));
}

std::string item_meta(const Frame& frame, const Catalog& catalog, const Shelf& shelf, const ShelfItem& item) {
    const Series& series = catalog.series[item.series];
    const Strings& strings = frame.strings;
    if (shelf.kind == ShelfKind::ContinueWatching && item.episode < series.episodes.size())
        return place_text(strings, series.episodes[item.episode].number, item.progress);
    const bool spoken = item.subject.series < catalog.series.size();
    const auto about = [&](Text text) {
        return strings.with(text, {{"title", catalog.series[item.subject.series].title.get(strings.language())}});
    };
    if (shelf.kind == ShelfKind::ForYou) {
        if (item.reason == Reason::Finished && spoken) return about(Text::BecauseYouFinished);
        if (item.reason == Reason::Liked && spoken) return about(Text::BecauseYouLike);
        if (item.reason == Reason::Watching && spoken) return about(Text::BecauseYouWatch);
        if (item.reason == Reason::Listed && spoken) return about(Text::LikeOnYourList);
        if (item.reason == Reason::Theme)
            return strings.with(Text::OftenWatched, {{"name", genre_in_sentence(strings, item.subject.name)}});
        if (item.reason == Reason::Cast) return strings.with(Text::WithActor, {{"name", item.subject.name}});
        if (item.reason == Reason::Popular) return std::string(strings(Text::PopularNow));
        if (item.reason == Reason::New) return std::string(strings(Text::JustAdded));
    }
    return overview_text(strings, series, 1);
}

float ShelfView::height(const Frame& frame) {
    const Metrics& m = frame.metrics;
    return shelf_heading(m) + poster_size(m).h + card_text_height(frame, true) + m.dp(kBelowDp);
}

float ShelfView::draw_heading(Frame& frame, const std::string& title, const Rect& row, Action all) const {
    const Metrics& m = frame.metrics;
    const float pad = screen_gutter(m), chevron = m.dp(22);
    const Rect line{row.x + pad, row.y, row.w - 2 * pad, shelf_heading(m)};
    const Label label = frame.label(title, frame.style(TypeToken::TitleM), line.w - chevron);
    const Rect text = frame.text_in(label, line, Frame::At::Start, frame.theme.text_hi);
    if (all.kind == ActionKind::None) return line.h;
    const Point mark{m.rtl ? text.x - chevron / 2 : text.right() + chevron / 2, std::round(line.center().y + m.dp(1))};
    frame.canvas.icon(Icon::ChevronRight, mark, chevron, frame.theme.text_mid, m.rtl);
    const Rect hit = frame.mirror({line.x, line.y, label.width + chevron, line.h}, line);
    const Color tint = frame.state_tint(id_ + ".all");
    if (tint.a > 0) frame.canvas.fill_rounded(hit.inset(-m.dp(4)), m.dp(frame.theme.radius_s), tint);
    frame.control(
        {.id = id_ + ".all", .name = title, .rect = hit, .action = all, .focus_radius = m.dp(frame.theme.radius_s)});
    return line.h;
}

void ShelfView::draw(Frame& frame, const BrowseContext& context, const Shelf& shelf, const Rect& row, Action all) {
    const Metrics& m = frame.metrics;
    const Catalog& catalog = *context.host.catalog();
    frame.open(id_, "list", shelf_title(frame, catalog, shelf), row);
    // Arrows go from row to row on a television set: the way to all of it lies at the row's end.
    const float top = row.y + draw_heading(frame, shelf_title(frame, catalog, shelf), row, m.tv() ? Action{} : all);
    const Rect poster = poster_size(m);
    const bool ranked = shelf.kind == ShelfKind::Ranking || shelf.kind == ShelfKind::Trending;
    const float pad = screen_gutter(m), numeral = ranked ? rank_width(m) : 0, step = poster.w + numeral + shelf_gap(m);
    // Room for a poster that comes nearer.
    const float room = m.dp(kLiftDp);
    const Rect strip{row.x, top - room, row.w, poster.h + card_text_height(frame, true) + 2 * room};
    const std::string prefix = id_ + ".card.";
    if (m.tv()) view_.set_keyline(pad + numeral);
    const float start = view_.begin(frame, id_, strip) + pad;
    focused_.reset();
    // Some cards beyond the edges, and around the focus, so that it can walk on while the shelf still moves.
    const auto count = static_cast<long>(shelf.items.size());
    const auto focused = focused_card(frame, prefix);
    const long first = std::clamp(static_cast<long>(-start / step) - 1, 0L, count);
    const long last = std::clamp(static_cast<long>((strip.w - start) / step) + 2, 0L, count);
    for (long i = 0; i < count; ++i) {
        const bool near_focus = focused && std::abs(i - static_cast<long>(*focused)) <= 2;
        if ((i < first || i >= last) && !near_focus) continue;
        const ShelfItem& item = shelf.items[static_cast<std::size_t>(i)];
        const float x = std::round(start + static_cast<float>(i) * step + numeral);
        if (frame.focused(prefix + std::to_string(i))) focused_ = item;
        const bool resumes = shelf.kind == ShelfKind::ContinueWatching;
        const auto series = static_cast<int>(item.series);
        draw_poster_card(frame, context.player,
                         {.id = prefix + std::to_string(i),
                          .series = &catalog.series[item.series],
                          .poster = frame.mirror({strip.x + x, top, poster.w, poster.h}, strip),
                          .meta = item_meta(frame, catalog, shelf, item),
                          .explains = shelf.kind == ShelfKind::ForYou,
                          .progress = item.progress,
                          .rank = ranked ? std::optional(static_cast<int>(i) + 1) : std::nullopt,
                          .action = {resumes ? ActionKind::PlaySeries : ActionKind::OpenSeriesPage, series}});
    }
    if (m.tv()) {
        const bool more = all.kind != ActionKind::None && count > kFew;
        const float x = std::round(start + static_cast<float>(count) * step + numeral);
        if (more) draw_all(frame, frame.mirror({strip.x + x, top, poster.w, poster.h}, strip), all);
        // Its last card, too, comes to where the focus is.
        view_.end(frame, strip.w + static_cast<float>(more ? count : count - 1) * step);
    } else {
        view_.end(frame, 2 * pad - shelf_gap(m) + static_cast<float>(count) * step);
    }
    frame.close();
}

void ShelfView::draw_all(Frame& frame, const Rect& poster, Action all) const {
    const Metrics& m = frame.metrics;
    const float radius = m.dp(frame.theme.radius_s);
    const std::string id = id_ + ".all", name(frame.strings(Text::SeeAll));
    frame.canvas.fill_rounded(poster, radius, frame.theme.surface2);
    const Color tint = frame.state_tint(id);
    if (tint.a > 0) frame.canvas.fill_rounded(poster, radius, tint);
    frame.canvas.icon(Icon::ArrowForward, {poster.center().x, poster.center().y - m.dp(16)}, m.dp(26),
                      frame.theme.text_hi, m.rtl);
    TextStyle style = frame.style(TypeToken::Label);
    style.max_lines = 2;
    style.align = TextAlign::Center;
    const Label label = frame.label(name, style, poster.w - m.dp(16));
    frame.text_at_top(label, {poster.x, poster.center().y + m.dp(8), poster.w, label.height}, Frame::At::Center,
                      frame.theme.text_hi);
    frame.control({.id = id, .name = name, .rect = poster, .action = all, .focus_radius = radius});
}

}  // namespace cliffhanger
