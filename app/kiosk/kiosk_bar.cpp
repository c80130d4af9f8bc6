#include "app/kiosk/kiosk_bar.h"

#include <array>
#include <cmath>

namespace cliffhanger {
namespace {

struct Item {
    const char* id;
    Icon icon;
    Text name;
    Action action;
    bool directional = false;
};

void draw_item(Frame& frame, const Item& item, const Rect& rect, Point drift) {
    const Metrics& m = frame.metrics;
    const Rect cell = rect.moved(drift.x, drift.y);
    const Color tint = frame.state_tint(item.id);
    if (tint.a > 0) frame.canvas.fill_rounded(cell.inset(m.dp(4)), m.dp(frame.theme.radius_m), tint);
    const float icon = m.dp(28);
    frame.canvas.icon(item.icon, {std::round(cell.center().x), cell.y + m.dp(12) + icon / 2}, icon, frame.theme.text_hi,
                      item.directional && m.rtl);
    TextStyle style = frame.style(TypeToken::Meta);
    style.align = TextAlign::Center;
    const std::string name(frame.strings(item.name));
    const Label label = frame.label(name, style, cell.w);
    frame.text_at_top(label, {cell.x, cell.y + m.dp(44), cell.w, label.height}, Frame::At::Center, frame.theme.text_hi);
    frame.control({.id = item.id,
                   .name = name,
                   .rect = rect,
                   .action = item.action,
                   .focus_radius = m.dp(frame.theme.radius_m),
                   .focus_rect = cell.inset(m.dp(2))});
}

}  // namespace

void draw_kiosk_bar(Frame& frame, const Rect& bar, ScreenKind current, Point drift, float light) {
    const std::array items = {
        Item{"kiosk.bar.back", Icon::ArrowBack, Text::Back, {ActionKind::Back}, true},
        Item{"kiosk.bar.play", Icon::PlayArrow, Text::Play, action_to({ScreenKind::Player})},
        Item{"kiosk.bar.language", Icon::Language, Text::Language, {ActionKind::ChooseLanguage}},
    };
    frame.set_layer(Layer::Panel);
    frame.canvas.fill(bar, frame.theme.surface1);
    frame.canvas.fill({bar.x, bar.y, bar.w, 1}, frame.theme.outline_lo);
    frame.open("kiosk.bar", "toolbar", "Cliffhanger", bar);
    frame.canvas.push_opacity(light);
    const std::size_t first = current == ScreenKind::Home ? 1 : 0;  // nothing lies behind Home
    const auto count = static_cast<float>(items.size() - first);
    const float width = bar.w / count;
    for (std::size_t i = first; i < items.size(); ++i)
        draw_item(frame, items[i],
                  frame.mirror(rounded({bar.x + width * static_cast<float>(i - first), bar.y, width, bar.h}), bar),
                  drift);
    frame.canvas.pop_opacity();
    frame.close();
    frame.set_layer(Layer::Stage);
}

}  // namespace cliffhanger
