#include "app/ui/widgets.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

constexpr float kButtonPadDp = 20;
constexpr float kButtonIconDp = 18, kKioskIconDp = 24;
constexpr float kButtonGapDp = 8;

float factor(const Frame& frame, Frame::Scale scale) {
    return frame.metrics.u * (scale == Frame::Scale::OnStage ? frame.metrics.c : 1.0f);
}

TextStyle button_style(const Frame& frame) {
    TextStyle style = frame.style(frame.metrics.kiosk ? TypeToken::TitleM : TypeToken::Label);
    style.max_lines = 2;
    style.ellipsis = false;
    style.align = TextAlign::Center;
    return style;
}

struct ButtonColors {
    Color fill, text;
};

/// Large buttons want large icons.
float button_icon(const Metrics& m) { return m.dp(m.kiosk ? kKioskIconDp : kButtonIconDp); }

ButtonColors button_colors(const Frame& frame, const TextButton& button) {
    const Theme& theme = frame.theme;
    const bool pressed = frame.pressed(button.id);
    switch (button.look) {
        case ButtonLook::Primary:
            return {pressed ? theme.accent_pressed : theme.accent_fill, theme.text_hi};
        case ButtonLook::Gold:
            return {theme.gold, theme.on_gold};
        case ButtonLook::Tonal:
            break;
    }
    return {theme.glass, theme.text_hi};
}

Rect around(Point center, float side) { return {center.x - side / 2, center.y - side / 2, side, side}; }

}  // namespace

Rect at_least(const Rect& rect, float minimum) {
    const float w = std::max(rect.w, minimum), h = std::max(rect.h, minimum);
    return {rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2, w, h};
}

void icon_button(Frame& frame, const IconButton& button, Frame::Scale scale) {
    const float unit = factor(frame, scale);
    const float target = std::round(frame.theme.target_min * std::max(unit, frame.metrics.u));
    const Rect hit = rounded(around(button.center, target));
    const Color tint = frame.state_tint(button.id);
    if (tint.a > 0) frame.canvas.circle(button.center, target / 2, tint);
    frame.canvas.icon(button.icon, button.center, std::round(button.size * unit), frame.theme.text_hi,
                      button.directional && frame.metrics.rtl);
    frame.control({.id = button.id,
                   .name = button.name,
                   .states = button.states,
                   .rect = hit,
                   .action = button.action,
                   .focus_radius = target / 2});
}

void round_button(Frame& frame, const IconButton& button, float diameter_px) {
    frame.canvas.circle(button.center, diameter_px / 2, frame.theme.panel);
    frame.canvas.circle(button.center, diameter_px / 2, frame.theme.glass);
    const Color tint = frame.state_tint(button.id);
    if (tint.a > 0) frame.canvas.circle(button.center, diameter_px / 2, tint);
    frame.canvas.icon(button.icon, button.center, frame.metrics.dp(button.size), frame.theme.text_hi,
                      button.directional && frame.metrics.rtl);
    frame.control({.id = button.id,
                   .name = button.name,
                   .states = button.states,
                   .rect = rounded(around(button.center, diameter_px)),
                   .action = button.action,
                   .focus_radius = diameter_px / 2});
}

void rail_button(Frame& frame, const RailButton& button) {
    const Metrics& m = frame.metrics;
    const float icon_size = m.sdp(32);
    const Point icon_center{std::round(button.rect.center().x), button.rect.y + icon_size / 2 + m.sdp(4)};
    frame.canvas.soft_disc(icon_center, m.sdp(28), Color{0, 0, 0}.with_alpha(0.42f));
    const Color tint = frame.state_tint(button.id);
    if (tint.a > 0) frame.canvas.circle(icon_center, m.sdp(22), tint);
    const float press = frame.pressed(button.id) ? 0.94f : 1.0f;
    frame.canvas.icon(button.icon, icon_center, std::round(icon_size * press), button.color,
                      button.directional && m.rtl);
    TextStyle style = frame.style(TypeToken::Micro, Frame::Scale::OnStage);
    style.align = TextAlign::Center;
    const Label label = frame.whole_label(button.label, style, button.rect.w + m.sdp(12));
    const float label_top = icon_center.y + icon_size / 2 + m.sdp(2);
    // A long label may be wider than its column: it then keeps clear of the stage's edge by growing inwards.
    Rect box{button.rect.x, label_top, button.rect.w, label.height};
    if (label.width > button.rect.w) {
        box.x = m.rtl ? button.rect.x : button.rect.right() - label.width;
        box.w = label.width;
    }
    frame.text_at_top(label, box, Frame::At::Center, frame.theme.text_hi, true);
    frame.control({.id = button.id,
                   .name = button.name,
                   .value = button.label,
                   .states = button.states,
                   .rect = button.rect,
                   .action = button.action,
                   .focus_radius = m.sdp(8)});
}

Rect text_button_size(const Frame& frame, const TextButton& button, float max_width) {
    const Metrics& m = frame.metrics;
    const float icon = button.icon ? button_icon(m) + m.dp(kButtonGapDp) : 0;
    const Label label = frame.label(button.text, button_style(frame), max_width - 2 * m.dp(kButtonPadDp) - icon);
    const float w = label.width + icon + 2 * m.dp(kButtonPadDp);
    const float h = std::max(m.dp(frame.theme.target_min), label.height + m.dp(16));
    return {0, 0, std::min(std::ceil(w), max_width), h};
}

void text_button(Frame& frame, const TextButton& button, const Rect& rect) {
    const Metrics& m = frame.metrics;
    const float radius = rect.h / 2;
    const ButtonColors colors = button_colors(frame, button);
    frame.canvas.fill_rounded(rect, radius, colors.fill);
    const Color tint = frame.state_tint(button.id);
    if (tint.a > 0) frame.canvas.fill_rounded(rect, radius, tint);
    const float icon = button.icon ? button_icon(m) + m.dp(kButtonGapDp) : 0;
    const Label label = frame.label(button.text, button_style(frame), rect.w - 2 * m.dp(kButtonPadDp) - icon + 1);
    const float content = label.width + icon;
    const Rect inner{std::round(rect.x + (rect.w - content) / 2), rect.y, content, rect.h};
    if (button.icon) {
        const Rect icon_box = frame.mirror({inner.x, inner.y, button_icon(m), inner.h}, inner);
        frame.canvas.icon(*button.icon, icon_box.center(), button_icon(m), colors.text);
    }
    frame.text_in(label, frame.mirror({inner.x + icon, inner.y, label.width, inner.h}, inner), Frame::At::Center,
                  colors.text);
    const Control control{.id = button.id,
                          .name = button.text,
                          .states = button.states,
                          .rect = rect,
                          .action = button.action,
                          .focus_radius = radius};
    button.is_default ? frame.default_control(control) : frame.control(control);
}

float chip_width(const Frame& frame, std::string_view text) {
    const Label label = frame.label(text, frame.style(TypeToken::Label), 10000);
    return std::max(label.width + 2 * frame.metrics.dp(12), frame.metrics.dp(frame.theme.target_min));
}

void chip(Frame& frame, std::string id, std::string text, const Rect& rect, bool selected, Action action) {
    const Metrics& m = frame.metrics;
    const Rect shape = rounded({rect.x, rect.center().y - m.dp(16), rect.w, m.dp(32)});
    const float radius = shape.h / 2;
    frame.canvas.fill_rounded(shape, radius, selected ? frame.theme.text_hi : frame.theme.surface2);
    const Color tint = frame.state_tint(id);
    if (tint.a > 0) frame.canvas.fill_rounded(shape, radius, tint);
    const Label label = frame.label(text, frame.style(TypeToken::Label), rect.w);
    frame.text_in(label, shape, Frame::At::Center, selected ? frame.theme.bg : frame.theme.text_mid);
    std::vector<std::string> states;
    if (selected) states.emplace_back("checked");
    frame.control({.id = std::move(id),
                   .role = "tab",
                   .name = std::move(text),
                   .states = std::move(states),
                   .rect = rect,
                   .action = action,
                   .focus_radius = radius,
                   .focus_rect = shape});
}

void equaliser(Frame& frame, Point center, Color color) {
    const Metrics& m = frame.metrics;
    const float bar = std::max(2.0f, m.dp(2)), gap = std::max(1.0f, m.dp(1.5f)), height = m.dp(10);
    float x = std::round(center.x - (3 * bar + 2 * gap) / 2);
    for (const float share : {0.6f, 1.0f, 0.4f}) {
        const float h = std::round(height * share);
        frame.canvas.fill({x, std::round(center.y + height / 2) - h, bar, h}, color);
        x += bar + gap;
    }
}

void spinner(Frame& frame, Point center, Microseconds since, bool reduced_motion) {
    const float radius = frame.metrics.dp(20), thickness = frame.metrics.dp(3);
    frame.canvas.soft_disc(center, frame.metrics.dp(40), Color{0, 0, 0}.with_alpha(0.42f));
    if (reduced_motion) {
        frame.canvas.arc(center, radius, thickness, 0, 360, frame.theme.text_hi);
        return;
    }
    const double t = std::chrono::duration<double>(since).count();
    const double turn = std::fmod(t / 0.9, 1.0) * 360.0;
    const double swing = 0.5 - 0.5 * std::cos(t / 1.35 * 6.283185307);
    frame.canvas.arc(center, radius, thickness, static_cast<float>(turn), static_cast<float>(20 + 260 * swing),
                     frame.theme.text_hi);
}

Rect plate(Frame& frame, Point center, std::optional<Icon> icon, std::string_view text, Color fill, float radius_dp) {
    const Metrics& m = frame.metrics;
    const float pad = m.dp(16), gap = icon && !text.empty() ? m.dp(8) : 0, icon_size = icon ? m.dp(22) : 0;
    TextStyle style = frame.style(TypeToken::Label);
    style.max_lines = 2;
    const Label label = frame.label(text, style, static_cast<float>(m.window.width) - 2 * pad - m.dp(64));
    const float w = 2 * pad + icon_size + gap + label.width, h = std::max(m.dp(40), label.height + m.dp(16));
    const Rect rect = rounded({center.x - w / 2, center.y - h / 2, w, h});
    frame.canvas.fill_rounded(rect, std::min(m.dp(radius_dp), h / 2), fill);
    if (icon) {
        const Rect box = frame.mirror({rect.x + pad, rect.y, icon_size, rect.h}, rect);
        frame.canvas.icon(*icon, box.center(), icon_size, frame.theme.text_hi);
    }
    frame.text_in(label, frame.mirror({rect.x + pad + icon_size + gap, rect.y, label.width, rect.h}, rect),
                  Frame::At::Center, frame.theme.text_hi);
    return rect;
}

}  // namespace cliffhanger
