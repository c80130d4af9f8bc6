#include "app/screens/message_page.h"

#include <algorithm>
#include <cmath>

#include "app/shell/route.h"

namespace cliffhanger {
namespace {

constexpr float kIconDp = 48, kWidthDp = 320;

struct Block {
    Label label;
    Color color;
    float gap_before;
    std::string id, text;
};

}  // namespace

void draw_message_page(Frame& frame, const MessagePage& page, const Rect& area) {
    const Metrics& m = frame.metrics;
    const float width = std::min(m.dp(kWidthDp), area.w - 2 * m.dp(24));
    const auto block = [&](const std::string& text, TypeToken token, Color color, float gap, std::string id) {
        TextStyle style = frame.style(token);
        style.align = TextAlign::Center;
        style.max_lines = 4;
        return Block{text.empty() ? Label{} : frame.label(text, style, width), color, gap, std::move(id), text};
    };
    const Block blocks[] = {block(page.title, TypeToken::TitleM, frame.theme.text_hi, m.dp(16), {}),
                            block(page.detail, TypeToken::Body, frame.theme.text_mid, m.dp(8), ".detail"),
                            block(page.note, TypeToken::Meta, frame.theme.text_lo, m.dp(8), ".note")};
    std::vector<Rect> buttons;
    float button_width = m.dp(160), height = m.dp(kIconDp);
    for (const Block& b : blocks) height += b.label.id ? b.gap_before + b.label.height : 0;
    for (const TextButton& button : page.buttons) {
        buttons.push_back(text_button_size(frame, button, width));
        button_width = std::max(button_width, buttons.back().w);
        height += m.dp(12) + buttons.back().h;
    }
    if (!buttons.empty()) height += m.dp(12);
    const float print_height = page.small_print ? m.dp(frame.theme.target_min) : 0;
    height += print_height;

    frame.open(page.id, "region", page.title,
               rounded({area.center().x - width / 2, area.center().y - height / 2, width, height}));
    float y = std::round(area.center().y - height / 2);
    frame.canvas.icon(page.icon, {std::round(area.center().x), y + m.dp(kIconDp) / 2}, m.dp(kIconDp), page.icon_color);
    y += m.dp(kIconDp);
    const float left = std::round(area.center().x - width / 2);
    for (const Block& b : blocks) {
        if (b.label.id == 0) continue;
        y += b.gap_before;
        const Rect line{left, y, width, b.label.height};
        frame.text_at_top(b.label, line, Frame::At::Center, b.color, true);
        // The title is the region's own name.
        if (!b.id.empty()) frame.node(page.id + b.id, "text", b.text, rounded(line), b.text);
        y += b.label.height;
    }
    if (!buttons.empty()) y += m.dp(12);
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        y += m.dp(12);
        text_button(frame, page.buttons[i],
                    rounded({area.center().x - button_width / 2, y, button_width, buttons[i].h}));
        y += buttons[i].h;
    }
    if (page.small_print) {
        const Rect row = rounded({left, y, width, print_height});
        const Label label = frame.label(page.small_print->text, frame.style(TypeToken::Meta), width);
        frame.text_in(label, row, Frame::At::Center,
                      frame.hovered(page.small_print->id) ? frame.theme.text_hi : frame.theme.text_mid);
        frame.control({.id = page.small_print->id,
                       .name = page.small_print->text,
                       .rect = row,
                       .action = page.small_print->action,
                       .focus_radius = m.dp(8)});
    }
    frame.close();
}

void draw_empty_list(Frame& frame, const std::string& id, Icon icon, Text title, Text hint, const Rect& area) {
    draw_message_page(frame,
                      {.id = id + ".empty",
                       .icon = icon,
                       .icon_color = frame.theme.text_lo,
                       .title = std::string(frame.strings(title)),
                       .detail = std::string(frame.strings(hint)),
                       .buttons = {{.id = id + ".home",
                                    .text = std::string(frame.strings(Text::Home)),
                                    .action = action_to({ScreenKind::Home}),
                                    .look = ButtonLook::Primary,
                                    .icon = Icon::Home,
                                    .is_default = true}}},
                      area);
}

}  // namespace cliffhanger
