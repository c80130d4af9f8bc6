#include "app/ui/poster_card.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/matched_part.h"

#include "net/catalog/advisory_ratings.h"

namespace cliffhanger {
namespace {

constexpr float kTextGapDp = 8, kBarDp = 3, kNumeralDp = 64;
/// A poster that comes while its place is looked at.
constexpr Microseconds kFade = std::chrono::milliseconds(150);
constexpr int kSmallSide = 320, kLargeSide = 640;
constexpr float kHoverGrowth = 0.04f, kFocusGrowth = 0.06f, kTvGrowth = 0.08f;

Rect scaled(const Rect& rect, float by) {
    return {rect.center().x - rect.w * by / 2, rect.center().y - rect.h * by / 2, rect.w * by, rect.h * by};
}

const std::string& artwork_url(const Series& series) {
    static const std::string kNone;
    if (!series.posters.empty()) return series.posters.front().url;
    return series.episodes.empty() ? kNone : series.episodes.front().thumbnail_url;
}

void draw_tile(Frame& frame, const Series& series, const Rect& rect, float radius) {
    const auto color = parse_color(series.dominant_color);
    frame.canvas.fill_rounded(rect, radius, color ? *color : frame.theme.surface3);
    // White is readable on any colour once that has been dimmed.
    frame.canvas.fill_rounded(rect, radius, Color{0, 0, 0}.with_alpha(0.45f));
    TextStyle style = frame.style(TypeToken::Label);
    style.align = TextAlign::Center;
    const float pad = std::min(frame.metrics.dp(8), rect.w * 0.1f);
    style.max_lines = std::clamp(static_cast<int>((rect.h - 2 * pad) / (frame.size_of(style) * 1.5f)), 1, 4);
    const Label label = frame.label(series.title.get(frame.strings.language()), style, rect.w - 2 * pad);
    frame.text_in(label, rect.inset(pad), Frame::At::Center, frame.theme.text_hi);
}

/// Nothing of a series above the age limit but its colour, and from which age on it is.
void draw_closed(Frame& frame, const Series& series, const Rect& rect, float radius) {
    const Metrics& m = frame.metrics;
    const auto color = parse_color(series.dominant_color);
    frame.canvas.fill_rounded(rect, radius, color ? *color : frame.theme.surface3);
    frame.canvas.fill_rounded(rect, radius, Color{0, 0, 0}.with_alpha(0.6f));
    const float icon = std::min(m.dp(28), std::round(rect.w * 0.45f));
    const Point center = rect.center();
    TextStyle style = frame.style(TypeToken::Label);
    style.align = TextAlign::Center;
    const Label label = frame.label(deciding_rating(series), style, rect.w - m.dp(4), "en");
    const bool has_room = rect.h >= icon + label.height + m.dp(12);
    const float up = has_room ? (label.height + m.dp(4)) / 2 : 0;
    frame.canvas.icon(Icon::Lock, {center.x, std::round(center.y - up)}, icon, frame.theme.gold);
    if (!has_room) return;
    const float y = std::round(center.y - up + icon / 2 + m.dp(4));
    frame.text_at_top(label, {rect.x, y, rect.w, label.height}, Frame::At::Center, frame.theme.text_hi);
}

/// 0..1: how much is seen of what has just come.
float arrived_share(Frame& frame, const Image& image) {
    if (!image.ready_at) return 1;
    const Microseconds end = *image.ready_at + kFade;
    if (frame.now >= end) return 1;
    frame.moves_until(end);
    return 1 - static_cast<float>(to_seconds(end - frame.now) / to_seconds(kFade));
}

void draw_rank(Frame& frame, const PosterCard& card, int rank) {
    const Metrics& m = frame.metrics;
    TextStyle style;
    style.token = TypeToken::Display;
    style.size_px = m.dp(kNumeralDp);
    style.weight = 700;
    const Label label = frame.label(std::to_string(rank), style, 10000, "en");
    const float stroke = m.dp(1.5f);
    const Rect& poster = card.poster;
    const float room = rank_width(m);
    // Its last stroke goes behind the poster.
    const Rect box{m.rtl ? poster.right() : poster.x - room, poster.bottom() - label.height + m.dp(10), room,
                   label.height};
    // An outline: the same numeral around itself.
    for (int i = 0; i < 8; ++i) {
        const float angle = static_cast<float>(i) * 0.7854f;
        frame.text_at_top(label, box.moved(stroke * std::cos(angle), stroke * std::sin(angle)), Frame::At::Center,
                          frame.theme.text_lo);
    }
    frame.text_at_top(label, box, Frame::At::Center, frame.theme.bg);
}

void draw_progress(Frame& frame, const Rect& poster, double progress, float radius) {
    const Metrics& m = frame.metrics;
    const Rect track{poster.x + radius, poster.bottom() - m.dp(kBarDp) - m.dp(4), poster.w - 2 * radius, m.dp(kBarDp)};
    frame.canvas.fill_rounded(track, track.h / 2, Color{0, 0, 0}.with_alpha(0.6f));
    Rect done = track;
    done.w = std::max(track.h, std::round(track.w * static_cast<float>(std::clamp(progress, 0.0, 1.0))));
    // As the player's bar: time runs to the right in every language.
    frame.canvas.fill_rounded(done, track.h / 2, frame.theme.accent);
}

void draw_selection(Frame& frame, const Rect& poster, bool selected, float radius) {
    const Metrics& m = frame.metrics;
    if (selected) frame.canvas.fill_rounded(poster, radius, frame.theme.dim);
    const float size = m.dp(24), pad = m.dp(8);
    const Rect mark = frame.mirror({poster.right() - pad - size, poster.y + pad, size, size}, poster);
    frame.canvas.circle(mark.center(), size / 2, selected ? frame.theme.accent_fill : frame.theme.dim);
    frame.canvas.stroke_rounded(mark, size / 2, m.dp(1.5f), frame.theme.text_hi);
    if (selected) frame.canvas.icon(Icon::Check, mark.center(), m.dp(18), frame.theme.text_hi);
}

}  // namespace

Rect poster_size(const Metrics& metrics) {
    const bool large = metrics.window_class == WindowClass::Desktop;  // a television set has fewer dp
    return {0, 0, metrics.dp(large ? 150 : 112), metrics.dp(large ? 225 : 168)};
}

float card_text_height(const Frame& frame, bool with_meta) {
    const Metrics& m = frame.metrics;
    return m.dp(kTextGapDp) + (m.tv() ? 1 : 2) * m.text_dp(20) + (with_meta ? m.dp(2) + m.text_dp(16) : 0);
}

float rank_width(const Metrics& metrics) { return metrics.dp(34); }

void draw_poster(Frame& frame, PlayerHost& host, const Series& series, const Rect& rect, float radius) {
    const int side = rect.h > kSmallSide ? kLargeSide : kSmallSide;
    if (host.age_gate().locks(series)) {
        draw_closed(frame, series, rect, radius);
    } else {
        const ImagePtr image = host.artwork(artwork_url(series), side);
        const float share = image ? arrived_share(frame, *image) : 0;
        if (share < 1) draw_tile(frame, series, rect, radius);
        frame.canvas.push_opacity(share);
        if (image) frame.canvas.image(image, rect, radius);
        frame.canvas.pop_opacity();
    }
    frame.canvas.stroke_rounded(rect, radius, 1, frame.theme.outline_lo);
}

namespace {

/// Moving pictures lie below the interface: the poster fades and leaves them its place.
void draw_art(Frame& frame, PlayerHost& host, const PosterCard& card, const Rect& poster, float radius) {
    const float gone = frame.interaction.preview == card.id ? frame.interaction.preview_share : 0;
    if (gone >= 1) return;
    frame.canvas.shadow(poster, radius,
                        frame.hovered(card.id) || frame.focused(card.id) ? Elevation::E2 : Elevation::E1);
    frame.canvas.push_opacity(1 - gone);
    draw_poster(frame, host, *card.series, poster, radius);
    frame.canvas.pop_opacity();
}

/// One line; of a longer text the part in which something is marked.
Label matched_label(const Frame& frame, const std::string& text, const std::vector<TextSpan>& spans, TextStyle style,
                    float width) {
    const TextStyle plain = style;
    const auto fits = [&](std::string_view part) { return !frame.label(part, plain, width).ellipsized; };
    MatchedPart part = spans.empty() ? MatchedPart{text, {}} : part_with_match(text, spans, fits);
    style.spans = std::move(part.spans);
    return frame.label(part.text, style, width);
}

std::optional<std::size_t> series_of(const PosterCard& card) {
    if (card.index) return card.index;
    const bool says = card.action.kind == ActionKind::OpenSeriesPage || card.action.kind == ActionKind::PlaySeries;
    return says && card.action.value >= 0 ? std::optional(static_cast<std::size_t>(card.action.value)) : std::nullopt;
}

}  // namespace

void draw_poster_card(Frame& frame, PlayerHost& host, const PosterCard& card) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const float radius = m.dp(theme.radius_s);
    const bool in_focus = frame.focused(card.id);
    const float growth = frame.interaction.focus_visible ? kFocusGrowth : kHoverGrowth;
    const float grown = 1 + frame.lift(card.id) * (m.tv() ? kTvGrowth : growth);
    const Rect poster = grown > 1 ? rounded(scaled(card.poster, grown)) : card.poster;
    const std::string& title = card.series->title.get(frame.strings.language());
    if (card.rank) draw_rank(frame, card, *card.rank);
    const bool lifted = frame.hovered(card.id) || in_focus;
    draw_art(frame, host, card, poster, radius);
    const Color tint = frame.state_tint(card.id);
    if (tint.a > 0) frame.canvas.fill_rounded(poster, radius, tint);
    if (lifted) frame.canvas.stroke_rounded(poster, radius, m.dp(1.5f), theme.outline_hi);
    if (card.progress > 0) draw_progress(frame, poster, card.progress, radius);
    if (card.selecting) draw_selection(frame, poster, card.selected, radius);

    // The words keep their size and make room.
    const Rect& flat = card.poster;
    const float drop = poster.bottom() - flat.bottom();
    float y = poster.bottom() + m.dp(kTextGapDp);
    TextStyle title_style = frame.style(TypeToken::Label), meta_style = frame.style(TypeToken::Meta);
    // A television set has few rows of pixels, and says all of what has the focus above the shelves.
    title_style.max_lines = card.explains || m.tv() ? 1 : 2;
    const Label name = matched_label(frame, title, card.title_spans, title_style, flat.w);
    frame.text_at_top(name, {flat.x, y, flat.w, name.height}, Frame::At::Start, theme.text_hi);
    y += std::max(m.text_dp(20), name.height) + m.dp(2);
    if (!card.meta.empty()) {
        meta_style.max_lines = name.lines > 1 || m.tv() ? 1 : 2;
        const Label meta = matched_label(frame, card.meta, card.meta_spans, meta_style, flat.w);
        frame.text_at_top(meta, {flat.x, y, flat.w, meta.height}, Frame::At::Start, theme.text_lo);
        y += std::max(m.text_dp(16), meta.height);
    }
    std::vector<std::string> states;
    if (card.selecting && card.selected) states.emplace_back("checked");
    std::string value = card.meta;
    if (host.age_gate().locks(*card.series)) {
        states.emplace_back("locked");
        value = std::string(frame.strings(Text::AgeRating)) + ": " + deciding_rating(*card.series) +
                (value.empty() ? "" : " · ") + value;
    }
    frame.control({.id = card.id,
                   .name = title,
                   .value = std::move(value),
                   .states = std::move(states),
                   .rect = {flat.x, flat.y, flat.w, y - drop - flat.y},
                   .action = card.action,
                   .focus_radius = radius,
                   .focus_rect = flat,
                   .grown = grown,
                   .poster_of = series_of(card)});
}

}  // namespace cliffhanger
