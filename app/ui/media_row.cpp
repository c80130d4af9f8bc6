#include "app/ui/media_row.h"

#include <algorithm>
#include <cmath>

#include "app/ui/poster_card.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kHeightDp = 100, kGapDp = 8, kPadDp = 8, kNarrowestDp = 420, kButtonDp = 48;

void draw_lines(Frame& frame, const MediaRow& row, const std::string& title, const Rect& box) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const Label name = frame.label(title, frame.style(TypeToken::TitleM), box.w);
    const Label first = row.first.empty() ? Label{} : frame.label(row.first, frame.style(TypeToken::Body), box.w);
    const Label second = row.second.empty() ? Label{} : frame.label(row.second, frame.style(TypeToken::Meta), box.w);
    const float gap = m.dp(2), bar = row.progress > 0 ? m.dp(10) : 0;
    float height = name.height + bar;
    if (first.id != 0) height += gap + first.height;
    if (second.id != 0) height += gap + second.height;
    float y = std::round(box.center().y - height / 2);
    frame.text_at_top(name, {box.x, y, box.w, name.height}, Frame::At::Start, theme.text_hi);
    y += name.height + gap;
    if (first.id != 0) {
        frame.text_at_top(first, {box.x, y, box.w, first.height}, Frame::At::Start, theme.text_mid);
        y += first.height + gap;
    }
    if (second.id != 0) {
        frame.text_at_top(second, {box.x, y, box.w, second.height}, Frame::At::Start,
                          row.second_color.value_or(theme.text_lo));
        y += second.height + gap;
    }
    if (row.progress <= 0) return;
    const Rect track = frame.mirror(rounded({box.x, y + m.dp(4), std::min(box.w, m.dp(240)), m.dp(3)}), box);
    frame.canvas.fill_rounded(track, track.h / 2, theme.outline_mid);
    Rect done = track;
    done.w = std::max(track.h, std::round(track.w * static_cast<float>(std::clamp(row.progress, 0.0, 1.0))));
    // As the player's bar: time runs to the right in every language.
    frame.canvas.fill_rounded(done, track.h / 2, theme.accent);
}

void draw_row(Frame& frame, PlayerHost& host, const std::string& id, const MediaRow& row, const Rect& rect) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const float radius = m.dp(theme.radius_m), pad = m.dp(kPadDp), button = m.dp(kButtonDp);
    const float buttons = button * static_cast<float>(row.buttons.size());
    frame.canvas.fill_rounded(rect, radius, theme.surface1);
    const Rect body{rect.x, rect.y, rect.w - buttons, rect.h};
    const Color tint = frame.state_tint(id);
    if (tint.a > 0) frame.canvas.fill_rounded(frame.mirror(body, rect), radius, tint);
    const Rect poster = rounded({rect.x + pad, rect.y + pad, (rect.h - 2 * pad) * 2 / 3, rect.h - 2 * pad});
    draw_poster(frame, host, *row.series, frame.mirror(poster, rect), m.dp(theme.radius_s));
    const float start = poster.right() - rect.x + m.dp(12);
    const Rect lines{rect.x + start, rect.y, rect.w - start - std::max(buttons, m.dp(12)), rect.h};
    const std::string title = row.title.empty() ? row.series->title.get(frame.strings.language()) : row.title;
    draw_lines(frame, row, title, frame.mirror(lines, rect));
    std::string value = row.first;
    if (!row.second.empty()) value += (value.empty() ? "" : " · ") + row.second;
    frame.control({.id = id,
                   .name = title,
                   .value = std::move(value),
                   .rect = frame.mirror(body, rect),
                   .action = row.action,
                   .focus_radius = radius,
                   .focus_rect = frame.mirror(body, rect)});
    float x = rect.right() - buttons;
    for (std::size_t i = 0; i < row.buttons.size(); ++i) {
        const Rect cell = frame.mirror({x, rect.y, button, rect.h}, rect);
        icon_button(frame,
                    {.id = id + ".button." + std::to_string(i),
                     .icon = row.buttons[i].icon,
                     .name = row.buttons[i].name,
                     .action = row.buttons[i].action,
                     .center = cell.center(),
                     .size = 22},
                    Frame::Scale::Plain);
        x += button;
    }
}

/// Large enough for three lines, however large the person wants them.
float row_height(const Frame& frame) {
    float lines = frame.metrics.dp(10 + 2 * kPadDp + 8);
    for (const TypeToken token : {TypeToken::TitleM, TypeToken::Body, TypeToken::Meta})
        lines += frame.label("A", frame.style(token), 1000).height;
    return std::max(frame.metrics.dp(kHeightDp), lines);
}

}  // namespace

float draw_row_grid(Frame& frame, PlayerHost& host, const RowGrid& grid) {
    const Metrics& m = frame.metrics;
    const float gap = m.dp(kGapDp), height = row_height(frame), step = height + gap;
    const auto columns =
        static_cast<std::size_t>(std::max(1.0f, std::floor((grid.column.w + gap) / (m.dp(kNarrowestDp) + gap))));
    const float width =
        std::floor((grid.column.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    for (std::size_t i = 0; i < grid.count; ++i) {
        const float y = std::round(grid.column.y + step * static_cast<float>(i / columns));
        // A row beyond each edge, so that the focus finds its way on.
        if (y + 2 * step < grid.view.y || y - step > grid.view.bottom()) continue;
        const float x = grid.column.x + static_cast<float>(i % columns) * (width + gap);
        const std::size_t index = grid.first + i;
        draw_row(frame, host, grid.id + ".row." + std::to_string(index), grid.row(index),
                 frame.mirror(rounded({x, y, width, height}), grid.column));
    }
    return step * static_cast<float>((grid.count + columns - 1) / columns);
}

}  // namespace cliffhanger
