#include "app/screens/progress_bar.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

float share(MediaTime time, MediaTime duration) {
    if (duration.count() <= 0) return 0;
    return std::clamp(static_cast<float>(static_cast<double>(time.count()) / static_cast<double>(duration.count())),
                      0.0f, 1.0f);
}

float bar_x(const Rect& bar, MediaTime time, MediaTime duration) {
    return bar.x + std::round(bar.w * share(time, duration));
}

/// Who has just joined a live stream is some segments behind its end.
constexpr MediaTime kLiveEdge = std::chrono::seconds(30);
constexpr float kLiveDot = 3, kLiveDotGap = 6;

bool at_live_edge(const PageView& view, MediaTime position) {
    return view.live() && view.duration() - position <= kLiveEdge;
}

/// How far and how long; of a live stream, how far behind.
std::string times_text(const Frame& frame, const PageView& view, MediaTime position) {
    if (at_live_edge(view, position)) return std::string(frame.strings(Text::Live));
    if (view.live()) return "-" + format_time(view.duration() - position);
    return format_time(position) + " / " + format_time(view.duration());
}

Label times_label(const Frame& frame, const PageView& view, MediaTime position) {
    const char* language = at_live_edge(view, position) ? "" : "en";
    return frame.label(times_text(frame, view, position), frame.style(TypeToken::Meta, Frame::Scale::OnStage), 10000,
                       language);
}

/// Laid out once for the widest time, so that the bar does not move as the digits change.
float times_width(const Frame& frame, const PageView& view) {
    const auto width = [&](const std::string& text, const char* language) {
        return frame.label(text, frame.style(TypeToken::Meta, Frame::Scale::OnStage), 10000, language).width;
    };
    std::string widest = format_time(view.duration());
    std::replace_if(
        widest.begin(), widest.end(), [](char c) { return c >= '0' && c <= '9'; }, '0');
    if (!view.live()) return width(widest + " / " + widest, "en");
    const float dot = frame.metrics.sdp(2 * kLiveDot + kLiveDotGap);
    return std::max(width("-" + widest, "en"), dot + width(std::string(frame.strings(Text::Live)), ""));
}

constexpr float kPreviewSide = 160, kPreviewGap = 8;  ///< a portrait picture is 90x160 dp

constexpr float kBubbleHeight = 36, kBubbleGap = 14;  ///< over the bar

float bubble_top(const Metrics& m, const Rect& bar) {
    return std::round(bar.y - m.dp(kBubbleHeight) - m.dp(kBubbleGap));
}

Rect preview_rect(const Metrics& m, const Rect& row, const Rect& bar, float x, const Image& image) {
    const auto wide = static_cast<float>(image.width), high = static_cast<float>(image.height);
    const float scale = m.dp(kPreviewSide) / std::max({wide, high, 1.0f});
    const float w = wide * scale, h = high * scale;
    const float left = std::clamp(x - w / 2, row.x, std::max(row.x, row.right() - w));
    return rounded({left, bubble_top(m, bar) - h - m.dp(kPreviewGap), w, h});
}

void draw_preview(Frame& frame, const Rect& box, const ImagePtr& image) {
    const Metrics& m = frame.metrics;
    const float radius = m.dp(frame.theme.radius_s);
    frame.canvas.shadow(box, radius, Elevation::E2);
    frame.canvas.image(image, box, radius);
    frame.canvas.stroke_rounded(box, radius, std::max(1.0f, m.dp(1)), frame.theme.outline_hi);
    frame.node("hud.preview", "image", std::string(frame.strings(Text::PlayPosition)), box);
}

/// The time over the bar at `x`, and over that what is to be seen there.
void draw_bubble(Frame& frame, const Rect& row, const Rect& bar, float x, MediaTime time, const ProgressLook& look) {
    const Metrics& m = frame.metrics;
    const std::string text = format_time(time) + (look.title.empty() ? "" : " · " + look.title);
    const Label label = frame.label(text, frame.style(TypeToken::TitleM), row.w - m.dp(24), "en");
    const float w = label.width + m.dp(24);
    const Rect bubble =
        rounded({std::clamp(x - w / 2, row.x, row.right() - w), bubble_top(m, bar), w, m.dp(kBubbleHeight)});
    frame.canvas.fill_rounded(bubble, m.dp(frame.theme.radius_s), frame.theme.surface3);
    frame.text_in(label, bubble, Frame::At::Center, frame.theme.text_hi);
    frame.node("hud.scrub", "text", text, bubble);
    if (look.preview) draw_preview(frame, preview_rect(m, row, bar, x, *look.preview), look.preview);
}

/// Gaps where parts begin, and the marks of a loop with what lies between them.
void draw_marks(Frame& frame, const Rect& bar, MediaTime duration, const ProgressLook& look) {
    if (duration.count() <= 0) return;
    const Metrics& m = frame.metrics;
    const float width = std::max(1.0f, std::round(m.dp(2)));
    const auto at = [&](MediaTime time) { return std::round(bar.x + bar.w * share(time, duration)); };
    for (const MediaTime tick : look.ticks)
        frame.canvas.fill({at(tick) - width / 2, bar.y, width, bar.h}, frame.theme.bg.with_alpha(0.85f));
    if (!look.loop_from) return;
    const float high = std::round(m.dp(11)), top = std::round(bar.center().y - high / 2);
    if (look.loop_to) {
        const float from = at(*look.loop_from);
        frame.canvas.fill({from, bar.y, at(*look.loop_to) - from, bar.h}, frame.theme.gold.with_alpha(0.55f));
        frame.canvas.fill({at(*look.loop_to) - width / 2, top, width, high}, frame.theme.gold);
    }
    frame.canvas.fill({at(*look.loop_from) - width / 2, top, width, high}, frame.theme.gold);
}

}  // namespace

Rect progress_bar_rect(const Frame& frame, const PageView& view, const Rect& row) {
    const Metrics& m = frame.metrics;
    const float times = times_width(frame, view);
    const float h = std::max(2.0f, m.sdp(3));
    return {row.x, std::round(row.center().y - h / 2), row.w - times - m.sdp(12), h};
}

std::optional<Rect> scrub_picture_rect(const Frame& frame, const PageView& view, const Rect& row,
                                       const ProgressLook& look) {
    const auto moment = look.scrub ? look.scrub : look.hover;
    if (!moment || !look.preview) return std::nullopt;
    const Rect bar = progress_bar_rect(frame, view, row);
    return preview_rect(frame.metrics, row, bar, bar_x(bar, *moment, view.duration()), *look.preview);
}

Rect draw_progress_bar(Frame& frame, const PageView& view, const Rect& row, const ProgressLook& look) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const MediaTime duration = view.duration(), position = look.scrub.value_or(view.position());
    const Rect bar = progress_bar_rect(frame, view, row);
    // Whole pixels: the interface changes only when the bar visibly does.
    const float played = std::round(bar.w * share(position, duration));
    const float buffered = view.snapshot ? std::round(bar.w * share(view.snapshot->buffered_until, duration)) : 0;
    const float radius = bar.h / 2;
    frame.canvas.fill_rounded(bar, radius, theme.text_hi.with_alpha(0.30f));
    if (buffered > played)
        frame.canvas.fill_rounded({bar.x, bar.y, buffered, bar.h}, radius, theme.text_hi.with_alpha(0.28f));
    if (played > 0) frame.canvas.fill_rounded({bar.x, bar.y, played, bar.h}, radius, theme.accent);
    draw_marks(frame, bar, duration, look);
    const bool lively = frame.hovered("player.progress") || frame.focused("player.progress");
    const float thumb = m.sdp(6) * std::max(look.thumb_scale, lively ? 1.25f : 1.0f);
    if (duration.count() > 0) frame.canvas.circle({bar.x + played, bar.center().y}, std::round(thumb), theme.text_hi);

    const Label label = times_label(frame, view, position);
    const float x = row.right() - label.width;
    if (at_live_edge(view, position)) {
        const float dot = m.sdp(kLiveDot);
        frame.canvas.circle({x - m.sdp(kLiveDotGap) - dot, row.center().y}, dot, theme.accent);
    }
    frame.canvas.text_with_shadow(label, {std::round(x), std::round(row.center().y - label.height / 2)}, theme.text_hi);
    if (look.scrub) {
        draw_bubble(frame, row, bar, bar_x(bar, position, duration), position, look);
    } else if (look.hover) {
        draw_bubble(frame, row, bar, bar_x(bar, *look.hover, duration), *look.hover, look);
    }
    frame.control({.id = "player.progress",
                   .role = "slider",
                   .name = std::string(frame.strings(Text::PlayPosition)),
                   .value = times_text(frame, view, position),
                   .rect = row,
                   .action = {ActionKind::Scrub},
                   .focus_radius = m.sdp(8)});
    return bar;
}

void draw_progress_line(Frame& frame, const PageView& view, const Rect& stage, float opacity) {
    if (view.duration().count() <= 0 || opacity <= 0) return;
    const float h = std::max(2.0f, frame.metrics.dp(2));
    const Rect line = rounded({stage.x, stage.bottom() - h, stage.w, h});
    frame.canvas.fill(line, frame.theme.text_hi.with_alpha(0.30f * opacity));
    const float played = std::round(line.w * share(view.position(), view.duration()));
    if (played > 0) frame.canvas.fill({line.x, line.y, played, line.h}, frame.theme.accent.with_alpha(opacity));
}

}  // namespace cliffhanger
