#include "app/screens/nav_rail.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/library/library.h"
#include "app/screens/feed_state_page.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kItem = 52, kLowestItem = 44, kPad = 10, kHead = 64;

void draw_item(Frame& frame, const NavItem& item, const Rect& row, bool labels) {
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
        Label label = frame.label(name, style, text.w);
        if (label.height > row.h) {
            // Two large lines: as large as the row has room for.
            style.size_px = frame.size_of(style) * row.h / label.height;
            label = frame.label(name, style, text.w);
        }
        frame.text_in(label, text, Frame::At::Start, color);
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

std::vector<NavItem> nav_screens(ScreenKind current, bool is_private) {
    const auto to = [&](const char* id, Icon icon, Text name, ScreenKind kind) {
        return NavItem{id, icon, name, action_to({kind}), current == kind};
    };
    std::vector<NavItem> all = {to("nav.home", Icon::Home, Text::Home, ScreenKind::Home),
                                to("nav.feed", Icon::Explore, Text::Feed, ScreenKind::ForYou),
                                to("nav.search", Icon::Search, Text::Search, ScreenKind::Search),
                                to("nav.list", Icon::VideoLibrary, Text::MyList, ScreenKind::MyList),
                                to("nav.history", Icon::History, Text::History, ScreenKind::History),
                                to("nav.me", is_private ? Icon::VisibilityOff : Icon::Person, Text::Me, ScreenKind::Me),
                                to("nav.settings", Icon::Settings, Text::Settings, ScreenKind::Settings)};
    std::erase_if(all, [](const NavItem& item) { return !exists(static_cast<ScreenKind>(item.action.value & 0xff)); });
    return all;
}

void draw_nav_rail(Frame& frame, const StageLayout& layout, PlayerHost& host, ScreenKind current) {
    const Metrics& m = frame.metrics;
    const Rect& rail = layout.nav_rail;
    frame.set_layer(Layer::Panel);
    frame.canvas.fill(rail, frame.theme.panel);
    frame.canvas.fill(frame.mirror({rail.right() - 1, rail.y, 1, rail.h}, rail), frame.theme.outline_lo);
    frame.open("nav", "region", "Cliffhanger", rail);
    const float pad = m.dp(kPad), head = m.dp(kHead);
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
    const bool silent = host.muted() || host.volume() <= 0;
    const bool in_player = is_player(current);
    std::vector<NavItem> tools = {{"nav.sound",
                                   silent ? Icon::VolumeOff : Icon::VolumeUp,
                                   silent ? Text::Mute : Text::Sound,
                                   {ActionKind::ToggleMute}}};
    if (in_player) tools.push_back({"nav.options", Icon::Tune, Text::Options, {ActionKind::OpenOptions}});
    tools.push_back({"nav.fullscreen", Icon::Fullscreen, Text::Fullscreen, {ActionKind::Fullscreen}});
    if (in_player) tools.push_back({"nav.keys", Icon::Keyboard, Text::Shortcuts, {ActionKind::Help}});
    const std::vector<NavItem> screens = nav_screens(current, host.library().private_mode());
    float y = rail.y + head + m.dp(12);
    // A low window moves them together, then does without the tools that have keys, then without the last screens.
    const float room = rail.bottom() - pad - y;
    while (tools.size() > 1 && static_cast<float>(screens.size() + tools.size()) * m.dp(kLowestItem) > room)
        tools.pop_back();
    const float item_height =
        std::clamp(room / static_cast<float>(screens.size() + tools.size()), m.dp(kLowestItem), m.dp(kItem));
    const auto row = [&](float at) { return rounded({rail.x + pad, at, rail.w - 2 * pad, item_height}); };
    const float tools_top = rail.bottom() - pad - static_cast<float>(tools.size()) * item_height;
    for (const NavItem& item : screens) {
        if (y + item_height > tools_top + 1) break;
        draw_item(frame, item, row(y), layout.nav_labels);
        y += item_height;
    }
    y = tools_top;
    for (const NavItem& item : tools) {
        draw_item(frame, item, row(y), layout.nav_labels);
        y += item_height;
    }
    frame.close();
    frame.set_layer(Layer::Stage);
}

}  // namespace cliffhanger
