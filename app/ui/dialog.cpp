#include "app/ui/dialog.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kIn = 150ms, kOut = 100ms;
constexpr float kWidthDp = 400, kPadDp = 24, kGapDp = 8;

}  // namespace

/// Side by side where both fit, else one over the other with the answer that does it on top.
struct DialogLayer::Buttons {
    TextButton confirm, cancel;
    Rect confirm_size, cancel_size;
    bool stacked = false;
    float height = 0;
};

void DialogLayer::open(Microseconds now, Dialog dialog) {
    dialog_ = std::move(dialog);
    open_ = true;
    shown_.set(0);
    shown_.go(now, 1, kIn, Easing::Standard);
}

void DialogLayer::close(Microseconds now) {
    if (!open_) return;
    open_ = false;
    shown_.go(now, 0, kOut, Easing::Standard);
}

void DialogLayer::confirm(Microseconds now) {
    if (!open_) return;
    close(now);
    if (const auto act = std::exchange(dialog_.on_confirm, nullptr)) act(now);
}

DialogLayer::Buttons DialogLayer::lay_out_buttons(const Frame& frame, float width) const {
    const Metrics& m = frame.metrics;
    const bool destructive = dialog_.tone == Dialog::Tone::Destructive;
    Buttons buttons;
    buttons.confirm = {.id = "dialog.confirm",
                       .text = dialog_.confirm,
                       .action = {ActionKind::DialogConfirm},
                       .look = ButtonLook::Primary,
                       .is_default = !destructive};
    buttons.cancel = {
        .id = "dialog.cancel", .text = dialog_.cancel, .action = {ActionKind::DialogCancel}, .is_default = destructive};
    buttons.confirm_size = text_button_size(frame, buttons.confirm, width);
    buttons.cancel_size = text_button_size(frame, buttons.cancel, width);
    buttons.stacked = buttons.confirm_size.w + buttons.cancel_size.w + m.dp(kGapDp) > width;
    const float tallest = std::max(buttons.confirm_size.h, buttons.cancel_size.h);
    buttons.height = buttons.stacked ? buttons.confirm_size.h + m.dp(kGapDp) + buttons.cancel_size.h : tallest;
    return buttons;
}

void DialogLayer::draw_buttons(Frame& frame, const Buttons& buttons, const Rect& room) const {
    const Metrics& m = frame.metrics;
    if (buttons.stacked) {
        text_button(frame, buttons.confirm, {room.x, room.y, room.w, buttons.confirm_size.h});
        text_button(frame, buttons.cancel,
                    {room.x, room.bottom() - buttons.cancel_size.h, room.w, buttons.cancel_size.h});
        return;
    }
    const float confirm_x = room.right() - buttons.confirm_size.w;
    const float cancel_x = confirm_x - m.dp(kGapDp) - buttons.cancel_size.w;
    text_button(frame, buttons.cancel, frame.mirror(rounded({cancel_x, room.y, buttons.cancel_size.w, room.h}), room));
    text_button(frame, buttons.confirm,
                frame.mirror(rounded({confirm_x, room.y, buttons.confirm_size.w, room.h}), room));
}

void DialogLayer::draw(Frame& frame, bool reduced_motion) {
    const auto shown = static_cast<float>(shown_.value(frame.now));
    if (!open_ && shown <= 0) return;
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const Rect window = m.window_rect();
    const float pad = m.dp(kPadDp), width = std::min(m.dp(kWidthDp), window.w - 2 * pad), inner = width - 2 * pad;

    TextStyle title_style = frame.style(TypeToken::TitleL);
    title_style.max_lines = 3;
    const Label title = frame.label(dialog_.title, title_style, inner);
    TextStyle text_style = frame.style(TypeToken::BodyL);
    text_style.max_lines = 0;
    const Label text = dialog_.text.empty() ? Label{} : frame.label(dialog_.text, text_style, inner);
    const Buttons buttons = lay_out_buttons(frame, inner);
    const float text_height = text.id != 0 ? m.dp(12) + text.height : 0;
    const float height = pad + title.height + text_height + m.dp(24) + buttons.height + pad;
    Rect box = rounded({window.center().x - width / 2, window.center().y - height / 2, width, height});
    if (!reduced_motion) box.y += std::round((1 - shown) * m.dp(12));

    frame.set_layer(Layer::Dialog);
    frame.set_silent(!open_);
    frame.canvas.push_opacity(shown);
    frame.canvas.fill(window, theme.dim);
    // A press beside it is the answer that changes nothing.
    frame.control({.id = "dialog.dim",
                   .name = dialog_.cancel,
                   .rect = window,
                   .action = {ActionKind::DialogCancel},
                   .focusable = false});
    frame.canvas.shadow(box, m.dp(theme.radius_l), Elevation::E3);
    frame.canvas.fill_rounded(box, m.dp(theme.radius_l), theme.surface2);
    frame.canvas.stroke_rounded(box, m.dp(theme.radius_l), 1, theme.outline_lo);
    if (open_) frame.open("dialog", "dialog", dialog_.title, box);
    // Takes the press.
    frame.control({.id = "dialog.panel", .role = "region", .name = dialog_.title, .rect = box, .focusable = false});
    const Rect content = box.inset(pad);
    frame.text_at_top(title, content, Frame::At::Start, theme.text_hi);
    if (text.id != 0) {
        const Rect at{content.x, content.y + title.height + m.dp(12), content.w, text.height};
        frame.text_at_top(text, at, Frame::At::Start, theme.text_mid);
        if (open_) frame.node("dialog.text", "text", dialog_.text, at);
    }
    draw_buttons(frame, buttons, {content.x, content.bottom() - buttons.height, content.w, buttons.height});
    if (open_) frame.close();
    frame.canvas.pop_opacity();
    frame.set_silent(false);
    frame.set_layer(Layer::Stage);
}

}  // namespace cliffhanger
