#include "app/screens/nav_rail.h"

#include <cmath>

#include "app/screens/feed_state_page.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kItem = 52, kPad = 10;

struct Item {
    std::string id;
    Icon icon;
    Text name;
    Action action;
    bool selected = false;
};

void draw_item(Frame& frame, const Item& item, const Rect& row, bool labels) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const float radius = m.dp(theme.radius_m), pad = m.dp(kPad);
    const Rect shape = row.inset(m.dp(2));
    if (item.selected) frame.canvas.fill_rounded(shape, radius, theme.surface3);
    const Color tint = frame.state_tint(item.id);
    if (tint.a > 0) frame.canvas.fill_rounded(shape, radius, tint);
    const Color color = item.selected ? theme.text_hi : theme.text_mid;
    const float icon = m.dp(24);
    const Rect icon_box = labels ? frame.mirror({row.x + pad + m.dp(4), row.y, icon, row.h}, row) : row;
    frame.canvas.icon(item.icon, icon_box.center(), icon, color);
    const std::string name(frame.strings(item.name));
    if (labels) {
        const float start = pad + m.dp(4) + icon + m.dp(14);
        const Rect text = frame.mirror({row.x + start, row.y, row.w - start - pad, row.h}, row);
        TextStyle style = frame.style(TypeToken::Label);
        style.max_lines = 2;
        frame.text_in(frame.label(name, style, text.w), text, Frame::At::Start, color);
    }
    frame.control({.id = item.id,
                   .name = name,
                   .states = item.selected ? std::vector<std::string>{"current"} : std::vector<std::string>{},
                   .rect = row,
                   .action = item.action,
                   .focus_radius = radius,
                   .focus_rect = shape});
}

}  // namespace

void draw_nav_rail(Frame& frame, const StageLayout& layout, PlayerHost& host) {
    const Metrics& m = frame.metrics;
    const Rect& rail = layout.nav_rail;
    frame.set_layer(Layer::Panel);
    frame.canvas.fill(rail, frame.theme.panel);
    frame.canvas.fill(frame.mirror({rail.right() - 1, rail.y, 1, rail.h}, rail), frame.theme.outline_lo);
    frame.open("nav", "region", "Cliffhanger", rail);
    const float pad = m.dp(kPad), head = m.dp(64);
    if (layout.nav_labels) {
        draw_wordmark(frame, {rail.center().x, rail.y + head / 2 + m.dp(4)}, m.dp(22));
    } else {
        // The mark alone: a C whose point hangs over the edge.
        TextStyle style = frame.style(TypeToken::Headline);
        const Label mark = frame.label("C", style, 1000, "en");
        const Rect at =
            frame.text_in(mark, {rail.x, rail.y + m.dp(4), rail.w, head}, Frame::At::Center, frame.theme.text_hi);
        frame.canvas.circle({at.right() + m.dp(4), at.y + mark.baseline - m.dp(3)}, m.dp(3), frame.theme.accent);
    }
    const auto row = [&](float y) { return rounded({rail.x + pad, y, rail.w - 2 * pad, m.dp(kItem)}); };
    draw_item(frame, {"nav.feed", Icon::Home, Text::Feed, {ActionKind::CloseTop}, true}, row(rail.y + head + m.dp(12)),
              layout.nav_labels);
    const bool silent = host.muted() || host.volume() <= 0;
    const Item items[] = {
        {"nav.sound",
         silent ? Icon::VolumeOff : Icon::VolumeUp,
         silent ? Text::Mute : Text::Sound,
         {ActionKind::ToggleMute}},
        {"nav.options", Icon::Tune, Text::Options, {ActionKind::OpenOptions}},
        {"nav.fullscreen", Icon::Fullscreen, Text::Fullscreen, {ActionKind::Fullscreen}},
        {"nav.keys", Icon::Keyboard, Text::Shortcuts, {ActionKind::Help}},
    };
    float y = rail.bottom() - pad - 4 * m.dp(kItem);
    for (const Item& item : items) {
        draw_item(frame, item, row(y), layout.nav_labels);
        y += m.dp(kItem);
    }
    frame.close();
    frame.set_layer(Layer::Stage);
}

}  // namespace cliffhanger
