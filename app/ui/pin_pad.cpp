#include "app/ui/pin_pad.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kGapDp = 8, kPadDp = 20, kWidthDp = 320, kSmallestKeyDp = 28;

struct PinKey {
    std::string id, text, name;
    std::optional<Icon> icon;
    int action = 0;
};

void draw_key(Frame& frame, const PinKey& key, const Rect& rect) {
    const Metrics& m = frame.metrics;
    const float radius = m.dp(frame.theme.radius_l);
    frame.canvas.fill_rounded(rect, radius, frame.theme.surface3);
    const Color tint = frame.state_tint(key.id);
    if (tint.a > 0) frame.canvas.fill_rounded(rect, radius, tint);
    if (key.icon) {
        frame.canvas.icon(*key.icon, rect.center(), m.dp(26), frame.theme.text_hi);
    } else {
        frame.text_in(frame.label(key.text, frame.style(TypeToken::Headline), rect.w, "en"), rect, Frame::At::Center,
                      frame.theme.text_hi);
    }
    const Control control{.id = key.id,
                          .name = key.name.empty() ? key.text : key.name,
                          .rect = rect,
                          .action = {ActionKind::Own, key.action},
                          .focus_radius = radius};
    // Arrows begin at the first one.
    key.text == "1" ? frame.default_control(control) : frame.control(control);
}

/// A telephone's keys, whatever direction the interface has.
void draw_keys(Frame& frame, const Rect& area, float height, const PinPadLook& look) {
    const Metrics& m = frame.metrics;
    const float gap = m.dp(kGapDp), width = (area.w - 2 * gap) / 3;
    const auto at = [&](int row, int column) {
        return rounded({area.x + static_cast<float>(column) * (width + gap),
                        area.y + static_cast<float>(row) * (height + gap), width, height});
    };
    const auto digit = [&](int value) {
        const std::string text = std::to_string(value);
        return PinKey{look.id + ".key." + text, text, {}, std::nullopt, look.digit_base + value};
    };
    for (int value = 1; value <= 9; ++value) draw_key(frame, digit(value), at((value - 1) / 3, (value - 1) % 3));
    draw_key(frame, {look.id + ".cancel", {}, std::string(frame.strings(Text::Cancel)), Icon::Close, look.cancel},
             at(3, 0));
    draw_key(frame, digit(0), at(3, 1));
    draw_key(frame,
             {look.id + ".erase", {}, std::string(frame.strings(Text::KeyBackspace)), Icon::Backspace, look.erase},
             at(3, 2));
}

void draw_dots(Frame& frame, const Rect& row, const PinPadLook& look) {
    const Metrics& m = frame.metrics;
    const float dot = m.dp(12), step = m.dp(26);
    const auto count = static_cast<float>(look.length);
    for (std::size_t i = 0; i < look.length; ++i) {
        const Point center{row.center().x + step * (static_cast<float>(i) - (count - 1) / 2), row.center().y};
        if (i < look.digits.size()) {
            const Label digit = frame.label(look.digits.substr(i, 1), frame.style(TypeToken::Headline), step, "en");
            frame.text_in(digit, {center.x - step / 2, row.y, step, row.h}, Frame::At::Center, frame.theme.text_hi);
            continue;
        }
        const bool filled = i < look.typed;
        frame.canvas.circle(center, dot / 2, filled ? frame.theme.text_hi : frame.theme.outline_hi);
        if (!filled) frame.canvas.circle(center, dot / 2 - m.dp(2), frame.theme.surface2);
    }
}

Label centered(const Frame& frame, const std::string& text, TypeToken token, float width) {
    TextStyle style = frame.style(token);
    style.align = TextAlign::Center;
    style.max_lines = 3;
    return frame.label(text, style, width);
}

}  // namespace

void draw_pin_pad(Frame& frame, const Rect& area, const PinPadLook& look) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const float pad = m.dp(kPadDp), width = std::min(m.dp(kWidthDp), area.w - 2 * pad), inner = width - 2 * pad;
    const Label title = centered(frame, look.title, TypeToken::TitleL, inner);
    const Label text = centered(frame, look.text, TypeToken::Body, inner);
    const float dots = m.dp(36), gap = m.dp(kGapDp), save = look.save != 0 ? m.dp(48) + m.dp(12) : 0;
    const float around = m.dp(kPadDp) + title.height + m.dp(4) + text.height + m.dp(8) + dots + 3 * gap + save + pad;
    const float key = std::clamp((area.h - around) / 4, m.dp(kSmallestKeyDp), m.dp(look.target_dp));
    const float keys = 4 * key + 3 * gap, height = around + 4 * key;
    const Rect box =
        rounded({area.center().x - width / 2, area.y + std::max(0.0f, (area.h - height) / 2), width, height});
    frame.set_layer(Layer::Dialog);
    frame.canvas.fill(m.window_rect(), theme.dim);
    frame.control(
        {.id = look.id + ".dim", .role = "region", .name = look.title, .rect = m.window_rect(), .focusable = false});
    frame.canvas.shadow(box, m.dp(theme.radius_xl), Elevation::E3);
    frame.canvas.fill_rounded(box, m.dp(theme.radius_xl), theme.surface2);
    frame.canvas.stroke_rounded(box, m.dp(theme.radius_xl), 1, theme.outline_lo);
    frame.open(look.id, "dialog", look.title, box);
    float y = box.y + m.dp(kPadDp);
    frame.text_at_top(title, {box.x + pad, y, inner, title.height}, Frame::At::Center, theme.text_hi);
    y += title.height + m.dp(4);
    const Rect line{box.x + pad, y, inner, text.height};
    frame.node(look.id + ".text", "status", look.text,
               frame.text_at_top(text, line, Frame::At::Center, look.trouble ? theme.error : theme.text_mid));
    y += text.height + m.dp(8);
    draw_dots(frame, {box.x, y, box.w, dots}, look);
    draw_keys(frame, {box.x + pad, y + dots, inner, keys}, key, look);
    if (look.save != 0) {
        // There from the beginning, so that its place is not a hole.
        const bool complete = look.typed == look.length;
        frame.canvas.push_opacity(complete ? 1 : 0.4f);
        frame.set_silent(!complete);
        text_button(frame,
                    {.id = look.id + ".save",
                     .text = std::string(frame.strings(Text::Save)),
                     .action = {ActionKind::Own, look.save},
                     .look = ButtonLook::Primary},
                    rounded({box.x + pad, box.bottom() - pad - m.dp(48), inner, m.dp(48)}));
        frame.set_silent(false);
        frame.canvas.pop_opacity();
    }
    frame.close();
    frame.set_layer(Layer::Stage);
}

}  // namespace cliffhanger
