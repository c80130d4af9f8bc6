#include "app/shell/tv_rail.h"

#include <algorithm>

#include "app/screens/nav_rail.h"

namespace cliffhanger {
namespace {

constexpr float kItemDp = 52, kHeadDp = 60, kNamesDp = 176, kIconDp = 24, kTargetDp = 44;

void draw_item(Frame& frame, const NavItem& item, const Rect& row, bool named) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const bool focused = frame.focused(item.id);
    const float radius = m.dp(theme.radius_m), target = m.dp(kTargetDp);
    const Rect icon = frame.mirror({row.x, row.y, target, row.h}, row);
    const Rect shape = rounded((named ? row : icon).inset(m.dp(2)));
    if (item.selected || focused) frame.canvas.fill_rounded(shape, radius, focused ? theme.text_hi : theme.surface3);
    const Color tint = focused ? Color{0, 0, 0, 0} : frame.state_tint(item.id);
    if (tint.a > 0) frame.canvas.fill_rounded(shape, radius, tint);
    const Color color = focused ? theme.bg : (item.selected ? theme.text_hi : theme.text_mid);
    frame.canvas.icon(item.icon, icon.center(), m.dp(kIconDp), color);
    const std::string name(frame.strings(item.name));
    if (named) {
        const Rect text = frame.mirror({row.x + target + m.dp(8), row.y, row.w - target - m.dp(16), row.h}, row);
        frame.text_in(frame.label(name, frame.style(TypeToken::Label), text.w), text, Frame::At::Start, color);
    }
    frame.control({.id = item.id,
                   .name = name,
                   .states = item.selected ? std::vector<std::string>{"current"} : std::vector<std::string>{},
                   .rect = named ? row : icon,
                   .action = item.action,
                   .focus_radius = radius,
                   .focus_rect = shape});
}

}  // namespace

void draw_tv_rail(Frame& frame, const Rect& rail, ScreenKind current, bool is_private) {
    const Metrics& m = frame.metrics;
    const Rect window = m.window_rect(), safe = m.safe_rect();
    const bool named = frame.interaction.focus_visible && frame.interaction.focused.rfind("nav.", 0) == 0;
    frame.set_layer(Layer::Panel);
    const float names = named ? m.dp(kNamesDp) : 0;
    const Rect plate = frame.mirror({0, 0, rail.w + names, window.h}, window);
    if (named) frame.canvas.fill(plate, frame.theme.surface1);
    if (named) frame.canvas.fill(frame.mirror({plate.right() - 1, 0, 1, window.h}, plate), frame.theme.outline_lo);
    frame.open("nav", "region", "Cliffhanger", plate);
    const float width = m.dp(kTargetDp) + std::max(0.0f, names - m.dp(12));
    const auto row = [&](float y) { return frame.mirror(rounded({safe.x, y, width, m.dp(kItemDp)}), window); };
    const Rect head = frame.mirror({safe.x, safe.y, m.dp(kTargetDp), m.dp(kHeadDp - 12)}, window);
    const Label mark = frame.label("C", frame.style(TypeToken::Headline), 1000, "en");
    const Rect at = frame.text_in(mark, head, Frame::At::Center, frame.theme.text_hi);
    frame.canvas.circle({at.right() + m.dp(4), at.y + mark.baseline - m.dp(3)}, m.dp(3), frame.theme.accent);
    float y = safe.y + m.dp(kHeadDp);
    for (const NavItem& item : nav_screens(current, is_private)) {
        draw_item(frame, item, row(y), named);
        y += m.dp(kItemDp);
    }
    frame.close();
    frame.set_layer(Layer::Stage);
}

}  // namespace cliffhanger
