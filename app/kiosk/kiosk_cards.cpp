#include "app/kiosk/kiosk_cards.h"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kTargetDp = 64, kGapDp = 8, kPadDp = 24;
/// Of the stage's height: what a seated person reaches begins there.
constexpr float kReach = 0.42f;

/// A card in the part of the stage that everybody reaches.
Rect card(Frame& frame, const std::string& id, const std::string& name, const Rect& stage, float width, float height) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const Rect room = within_reach(stage);
    const float down = std::max(0.0f, (room.h - height) / 2);
    const Rect box = rounded({stage.center().x - width / 2, room.y + down, width, height});
    frame.set_layer(Layer::Dialog);
    frame.canvas.fill(m.window_rect(), theme.dim);
    frame.control({.id = id + ".dim", .role = "region", .name = name, .rect = m.window_rect(), .focusable = false});
    frame.canvas.shadow(box, m.dp(theme.radius_xl), Elevation::E3);
    frame.canvas.fill_rounded(box, m.dp(theme.radius_xl), theme.surface2);
    frame.canvas.stroke_rounded(box, m.dp(theme.radius_xl), 1, theme.outline_lo);
    frame.open(id, "dialog", name, box);
    return box;
}

Label centered(const Frame& frame, const std::string& text, TypeToken token, float width, int lines = 2) {
    TextStyle style = frame.style(token);
    style.align = TextAlign::Center;
    style.max_lines = lines;
    return frame.label(text, style, width);
}

void draw_ring(Frame& frame, Point center, const IdleCardLook& look) {
    const Metrics& m = frame.metrics;
    const float radius = m.dp(36), thickness = m.dp(5);
    frame.canvas.arc(center, radius, thickness, 0, 360, frame.theme.outline_mid);
    frame.canvas.arc(center, radius, thickness, 0, static_cast<float>(360 * look.left), frame.theme.accent);
    const Label number = frame.label(frame.strings.number(look.seconds), frame.style(TypeToken::Headline), 2 * radius);
    frame.text_in(number, {center.x - radius, center.y - radius, 2 * radius, 2 * radius}, Frame::At::Center,
                  frame.theme.text_hi);
}

}  // namespace

Rect within_reach(const Rect& stage) {
    const float top = stage.y + std::round(stage.h * kReach);
    return {stage.x, top, stage.w, stage.bottom() - top};
}

void draw_idle_card(Frame& frame, const Rect& stage, const IdleCardLook& look) {
    const Metrics& m = frame.metrics;
    const float pad = m.dp(kPadDp), width = std::min(m.dp(360), stage.w - 2 * m.dp(20)), inner = width - 2 * pad;
    const std::string question(frame.strings(Text::StillThere));
    const std::string what = frame.strings.plural(Plural::StartsOverIn, look.seconds);
    const Label title = centered(frame, question, TypeToken::Headline, inner);
    const Label text = centered(frame, what, TypeToken::BodyL, inner);
    const float ring = m.dp(78), button = m.dp(kTargetDp);
    const float height = pad + ring + m.dp(16) + title.height + m.dp(4) + text.height + m.dp(20) + button + pad;
    const Rect box = card(frame, "kiosk.warn", question, stage, width, height);
    float y = box.y + pad;
    draw_ring(frame, {std::round(box.center().x), y + ring / 2}, look);
    y += ring + m.dp(16);
    frame.text_at_top(title, {box.x + pad, y, inner, title.height}, Frame::At::Center, frame.theme.text_hi);
    y += title.height + m.dp(4);
    const Rect line{box.x + pad, y, inner, text.height};
    frame.node("kiosk.warn.text", "text", what, frame.text_at_top(text, line, Frame::At::Center, frame.theme.text_mid));
    text_button(frame,
                {.id = "kiosk.warn.go_on",
                 .text = std::string(frame.strings(Text::Continue)),
                 .action = {ActionKind::Own, look.go_on},
                 .look = ButtonLook::Primary,
                 .is_default = true},
                rounded({box.x + pad, box.bottom() - pad - button, inner, button}));
    frame.close();
    frame.set_layer(Layer::Stage);
}

void draw_language_sheet(Frame& frame, const Rect& stage, const LanguageSheetLook& look) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const std::string name(frame.strings(Text::ChooseLanguage));
    const float pad = m.dp(20), gap = m.dp(kGapDp), cell_h = m.dp(kTargetDp), head = m.dp(64);
    const int columns = 3, rows = (static_cast<int>(kInterfaceLanguages.size()) + columns - 1) / columns;
    const float height = head + static_cast<float>(rows) * (cell_h + gap) - gap + pad, radius = m.dp(theme.radius_xl);
    const Rect rect = rounded({stage.x, stage.bottom() - height * look.shown, stage.w, height});
    frame.set_layer(Layer::Sheet);
    frame.canvas.fill(m.window_rect(), theme.dim.with_alpha(look.shown));
    frame.control({.id = "kiosk.languages.dim",
                   .role = "region",
                   .name = std::string(frame.strings(Text::Close)),
                   .rect = m.window_rect(),
                   .action = {ActionKind::Own, look.close},
                   .focusable = false});
    frame.canvas.fill_rounded({rect.x, rect.y, rect.w, rect.h + radius}, radius, theme.surface1);
    frame.control({.id = "kiosk.languages.surface", .role = "region", .name = name, .rect = rect, .focusable = false});
    frame.open("kiosk.languages", "dialog", name, rect);
    const Rect title = frame.mirror({rect.x + pad, rect.y, rect.w - 2 * pad - cell_h, head}, rect);
    frame.text_in(frame.label(name, frame.style(TypeToken::TitleL), title.w), title, Frame::At::Start, theme.text_hi);
    icon_button(frame,
                {.id = "kiosk.languages.close",
                 .icon = Icon::Close,
                 .name = std::string(frame.strings(Text::Close)),
                 .action = {ActionKind::Own, look.close},
                 .center = frame.mirror({rect.right() - m.dp(8) - cell_h, rect.y, cell_h, head}, rect).center()},
                Frame::Scale::Plain);
    const std::string_view current = interface_language(frame.strings.language());
    const float cell_w = (rect.w - 2 * pad - static_cast<float>(columns - 1) * gap) / static_cast<float>(columns);
    for (std::size_t i = 0; i < kInterfaceLanguages.size(); ++i) {
        const InterfaceLanguage& language = kInterfaceLanguages[i];
        const std::string id = "kiosk.language." + std::string(language.tag);
        const auto slot = static_cast<int>(i);
        const Rect cell =
            frame.mirror(rounded({rect.x + pad + static_cast<float>(slot % columns) * (cell_w + gap),
                                  rect.y + head + static_cast<float>(slot / columns) * (cell_h + gap), cell_w, cell_h}),
                         rect);
        const bool selected = language.tag == current;
        frame.canvas.fill_rounded(cell, m.dp(theme.radius_m), selected ? theme.accent_tint : theme.surface2);
        if (selected) frame.canvas.stroke_rounded(cell, m.dp(theme.radius_m), std::max(1.5f, m.dp(1.5f)), theme.accent);
        const Color tint = frame.state_tint(id);
        if (tint.a > 0) frame.canvas.fill_rounded(cell, m.dp(theme.radius_m), tint);
        TextStyle style = frame.style(TypeToken::TitleM);
        style.max_lines = 2;
        style.align = TextAlign::Center;
        const Label label = frame.label(language.endonym, style, cell.w - m.dp(12), language.tag);
        frame.text_in(label, cell, Frame::At::Center, selected ? theme.accent_on_tint : theme.text_hi);
        const Control control{.id = id,
                              .name = std::string(language.endonym),
                              .states = selected ? std::vector<std::string>{"checked"} : std::vector<std::string>{},
                              .rect = cell,
                              .action = {ActionKind::Own, look.language_base + slot},
                              .focus_radius = m.dp(theme.radius_m)};
        selected ? frame.default_control(control) : frame.control(control);
    }
    frame.close();
    frame.set_layer(Layer::Stage);
}

}  // namespace cliffhanger
