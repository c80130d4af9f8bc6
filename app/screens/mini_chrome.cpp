#include "app/screens/mini_chrome.h"

#include <cmath>

#include "app/ui/mini_layout.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

/// Above and below the button in the middle.
void draw_card(Frame& frame, const Rect& window, const MiniLayout& at, const MessagePage& card) {
    const Metrics& m = frame.metrics;
    const float pad = m.dp(16), gap = m.dp(12), icon = m.dp(32);
    const auto lines = [&](const std::string& text, TypeToken token, int most) {
        TextStyle style = frame.style(token);
        style.align = TextAlign::Center;
        style.max_lines = most;
        return frame.label(text, style, window.w - 2 * pad);
    };
    const Label title = lines(card.title, TypeToken::Label, 2);
    const float top = std::round(at.play.y - gap - title.height);
    const Rect title_row{window.x + pad, top, window.w - 2 * pad, title.height};
    frame.open("mini.card", "region", card.title, window);
    frame.canvas.icon(card.icon, {std::round(window.center().x), top - m.dp(8) - icon / 2}, icon, card.icon_color);
    frame.text_at_top(title, title_row, Frame::At::Center, frame.theme.text_hi, true);
    const Label detail = lines(card.detail, TypeToken::Meta, 4);
    const Rect row{title_row.x, std::round(at.play.bottom() + gap), title_row.w, detail.height};
    frame.text_at_top(detail, row, Frame::At::Center, frame.theme.text_mid, true);
    frame.node("mini.card.detail", "text", card.detail, row, card.detail);
    frame.close();
}

}  // namespace

void draw_mini_chrome(Frame& frame, const Rect& window, const MiniLook& look) {
    if (look.opacity <= 0) return;
    const MiniLayout at = lay_out_mini(window, frame.metrics.u, frame.metrics.rtl);
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    frame.canvas.push_opacity(look.opacity);
    // Buttons have plates of their own: what they stand over, captions too, stays as bright as it is.
    if (look.card) {
        frame.canvas.fill(window, frame.theme.dim);
        draw_card(frame, window, at, *look.card);
    }
    IconButton middle{.id = "mini.play",
                      .icon = look.playing ? Icon::Pause : Icon::PlayArrow,
                      .name = word(look.playing ? Text::Pause : Text::Play),
                      .action = {ActionKind::TogglePlay},
                      .center = at.play.center()};
    if (look.card && !look.card->buttons.empty()) {
        const TextButton& first = look.card->buttons.front();
        middle.id = first.id, middle.icon = first.icon.value_or(Icon::ChevronRight), middle.name = first.text;
        middle.action = first.action;
    }
    round_button(frame, middle, at.play.w);
    const float corner = frame.metrics.dp(36);
    round_button(frame,
                 {.id = "mini.close",
                  .icon = Icon::Close,
                  .name = word(Text::Close),
                  .action = {ActionKind::Quit},
                  .center = at.close.center()},
                 corner);
    if (look.small_window) {
        round_button(frame,
                     {.id = "mini.expand",
                      .icon = Icon::Fullscreen,
                      .name = word(Text::Back),
                      .action = {ActionKind::MiniPlayer},
                      .center = at.expand.center()},
                     corner);
    }
    frame.canvas.pop_opacity();
}

}  // namespace cliffhanger
