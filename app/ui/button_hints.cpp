#include "app/ui/button_hints.h"

#include <array>
#include <cmath>

namespace cliffhanger {
namespace {

constexpr float kDiscDp = 22, kGapDp = 6, kApartDp = 16, kShapeDp = 10;

/// A remote control has no button for what a heart says.
bool is_there(CouchButton button, ButtonMarks marks) {
    return marks != ButtonMarks::Remote || button != CouchButton::Like;
}

void draw_letter(Frame& frame, CouchButton button, Point at) {
    constexpr std::array kLetters = {"A", "B", "Y", "X"};
    const Label label =
        frame.label(kLetters[static_cast<std::size_t>(button)], frame.style(TypeToken::Micro), 1000, "en");
    frame.text_in(label, {at.x - label.width / 2, at.y - label.height / 2, label.width, label.height},
                  Frame::At::Center, frame.theme.text_hi);
}

/// Of thin discs: slanted lines are drawn as dots that touch.
void draw_line(Frame& frame, Point from, Point to, float thickness, Color color) {
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    const int dots = std::max(2, static_cast<int>(std::ceil(length / (thickness * 0.5f))));
    for (int i = 0; i <= dots; ++i) {
        const float share = static_cast<float>(i) / static_cast<float>(dots);
        frame.canvas.circle({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share}, thickness / 2, color);
    }
}

void draw_shape(Frame& frame, CouchButton button, Point at) {
    const Metrics& m = frame.metrics;
    const Color color = frame.theme.text_hi;
    const float size = m.dp(kShapeDp), half = size / 2, thickness = std::max(1.5f, m.dp(1.5f));
    switch (button) {
        case CouchButton::Select:
            return frame.canvas.icon(Icon::Close, at, m.dp(16), color);
        case CouchButton::Back:
            return frame.canvas.stroke_rounded({at.x - half, at.y - half, size, size}, half, thickness, color);
        case CouchButton::Like:
            return frame.canvas.stroke_rounded({at.x - half, at.y - half, size, size}, m.dp(1), thickness, color);
        case CouchButton::Episodes: {
            const Point top{at.x, at.y - half}, left{at.x - half, at.y + half * 0.7f}, right{at.x + half, left.y};
            draw_line(frame, top, left, thickness, color);
            draw_line(frame, left, right, thickness, color);
            return draw_line(frame, right, top, thickness, color);
        }
    }
}

Icon remote_icon(CouchButton button) {
    if (button == CouchButton::Back) return Icon::ArrowBack;
    return button == CouchButton::Episodes ? Icon::PlaylistPlay : Icon::RadioButtonChecked;
}

void draw_button(Frame& frame, CouchButton button, ButtonMarks marks, const Rect& disc) {
    const Metrics& m = frame.metrics;
    frame.canvas.circle(disc.center(), disc.w / 2, frame.theme.glass);
    frame.canvas.stroke_rounded(disc, disc.w / 2, std::max(1.0f, m.dp(1)), frame.theme.outline_hi);
    if (marks == ButtonMarks::Letters) return draw_letter(frame, button, disc.center());
    if (marks == ButtonMarks::Shapes) return draw_shape(frame, button, disc.center());
    frame.canvas.icon(remote_icon(button), disc.center(), m.dp(15), frame.theme.text_hi,
                      button == CouchButton::Back && m.rtl);
}

}  // namespace

void draw_button_hints(Frame& frame, const std::vector<ButtonHint>& hints, ButtonMarks marks, const Rect& row) {
    const Metrics& m = frame.metrics;
    const float disc = m.dp(kDiscDp), gap = m.dp(kGapDp);
    float x = row.x;
    frame.open("hints", "group", {}, row);
    for (const ButtonHint& hint : hints) {
        if (!is_there(hint.button, marks)) continue;
        const std::string name(frame.strings(hint.text));
        const Label label = frame.label(name, frame.style(TypeToken::Meta), 10000);
        const float width = disc + gap + label.width;
        if (x + width > row.right() + 0.5f) break;
        const Rect all = frame.mirror(rounded({x, row.y, width, row.h}), row);
        draw_button(frame, hint.button, marks,
                    frame.mirror(rounded({all.x, all.center().y - disc / 2, disc, disc}), all));
        const Rect words = frame.mirror({all.x + disc + gap, all.y, label.width, all.h}, all);
        frame.node("hints." + std::to_string(static_cast<int>(hint.button)), "text", name,
                   frame.text_in(label, words, Frame::At::Start, frame.theme.text_mid), name);
        x += width + m.dp(kApartDp);
    }
    frame.close();
}

}  // namespace cliffhanger
