#include "app/shell/tab_bar.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cliffhanger {
namespace {

struct Tab {
    const char* id;
    Icon icon;
    Text name;
    ScreenKind screen;
};

constexpr std::array kTabs = {
    Tab{"tab.home", Icon::Home, Text::Home, ScreenKind::Home},
    Tab{"tab.feed", Icon::Explore, Text::Feed, ScreenKind::ForYou},
    Tab{"tab.list", Icon::VideoLibrary, Text::MyList, ScreenKind::MyList},
    Tab{"tab.history", Icon::History, Text::History, ScreenKind::History},
    Tab{"tab.me", Icon::Person, Text::Me, ScreenKind::Me},
};

}  // namespace

void draw_tab_bar(Frame& frame, const Rect& bar, ScreenKind current, bool is_private) {
    const Metrics& m = frame.metrics;
    frame.set_layer(Layer::Panel);
    frame.canvas.fill(bar, frame.theme.surface1);
    frame.canvas.fill({bar.x, bar.y, bar.w, 1}, frame.theme.outline_lo);
    frame.open("tabs", "tablist", "Cliffhanger", bar);
    const auto count =
        static_cast<float>(std::ranges::count_if(kTabs, [](const Tab& tab) { return exists(tab.screen); }));
    const float width = std::min(bar.w / count, m.dp(120));
    float x = bar.x + (bar.w - width * count) / 2;
    for (const Tab& tab : kTabs) {
        if (!exists(tab.screen)) continue;
        const Rect cell = frame.mirror(rounded({x, bar.y, width, bar.h}), bar);
        x += width;
        const bool here = tab.screen == current;
        const Color color = here ? frame.theme.text_hi : frame.theme.text_lo;
        const Color tint = frame.state_tint(tab.id);
        if (tint.a > 0) frame.canvas.fill_rounded(cell.inset(m.dp(4)), m.dp(frame.theme.radius_m), tint);
        const float icon = m.dp(24);
        const bool marked = is_private && tab.screen == ScreenKind::Me;
        frame.canvas.icon(marked ? Icon::VisibilityOff : tab.icon,
                          {std::round(cell.center().x), cell.y + m.dp(8) + icon / 2}, icon, color);
        TextStyle style = frame.style(TypeToken::Micro);
        style.align = TextAlign::Center;
        const std::string name(frame.strings(tab.name));
        const Label label = frame.label(name, style, cell.w);
        frame.text_at_top(label, {cell.x, cell.y + m.dp(34), cell.w, label.height}, Frame::At::Center, color);
        frame.control({.id = tab.id,
                       .role = "tab",
                       .name = name,
                       .value = marked ? std::string(frame.strings(Text::PrivateMode)) : std::string(),
                       .states = here ? std::vector<std::string>{"current"} : std::vector<std::string>{},
                       .rect = cell,
                       .action = action_to({tab.screen}),
                       .focus_radius = m.dp(frame.theme.radius_m),
                       .focus_rect = cell.inset(m.dp(2))});
    }
    frame.close();
    frame.set_layer(Layer::Stage);
}

}  // namespace cliffhanger
