#include "app/screens/settings/settings_rows_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/screens/caption_style_sheet.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kRow = 56, kChoice = 48, kPad = 16, kTextPad = 8, kGap = 12, kIcon = 22;
constexpr float kSwitchWidth = 44, kSwitchHeight = 24;

/// What hover and focus mark of a row.
Rect shape_of(const Metrics& m, const Rect& row) { return {row.x, row.y + m.dp(2), row.w, row.h - 2 * m.dp(2)}; }

void draw_switch(Frame& frame, const Rect& box, bool on) {
    const Theme& theme = frame.theme;
    const float radius = box.h / 2, inset = frame.metrics.dp(3);
    frame.canvas.fill_rounded(box, radius, on ? theme.accent_fill : theme.surface3);
    if (!on) frame.canvas.stroke_rounded(box, radius, frame.metrics.dp(1.5f), theme.outline_hi);
    // On lies at the end of the reading direction.
    const float x = on != frame.metrics.rtl ? box.right() - radius : box.x + radius;
    frame.canvas.circle({x, box.center().y}, radius - inset, theme.text_hi);
    if (on) frame.canvas.icon(Icon::Check, {x, box.center().y}, frame.metrics.dp(14), theme.accent_fill);
}

TextStyle wrapping(const Frame& frame, TypeToken token) {
    TextStyle style = frame.style(token);
    style.max_lines = 0;
    style.ellipsis = false;
    return style;
}

std::vector<std::string> checked(bool on) {
    return on ? std::vector<std::string>{"checked"} : std::vector<std::string>{};
}

}  // namespace

Action SettingsRowsView::on_press(SettingsPress press) {
    presses_.push_back(std::move(press));
    return {ActionKind::Own, static_cast<int>(presses_.size()) - 1};
}

void SettingsRowsView::press(Microseconds now, int value) {
    if (value < 0 || value >= static_cast<int>(presses_.size())) return;
    const SettingsPress press = presses_[static_cast<std::size_t>(value)];
    if (press) press(now);
}

bool SettingsRowsView::fold() {
    if (open_.empty()) return false;
    open_.clear();
    return true;
}

void SettingsRowsView::toggle_open(const std::string& id) {
    if (open_ == id) {
        open_.clear();
    } else {
        open_ = id;
    }
}

float SettingsRowsView::draw(Frame& frame, PlayerHost& host, const std::vector<SettingsRow>& rows, const Rect& column) {
    float y = column.y;
    for (const SettingsRow& row : rows) y += draw_row(frame, host, row, {column.x, std::round(y), column.w, 0});
    return y - column.y;
}

float SettingsRowsView::draw_row(Frame& frame, PlayerHost& host, const SettingsRow& row, const Rect& at) {
    switch (row.kind) {
        case SettingsRow::Kind::Heading:
        case SettingsRow::Kind::Paragraph:
            return draw_text(frame, row, at);
        case SettingsRow::Kind::Fact:
            return draw_fact(frame, row, at);
        case SettingsRow::Kind::Choices:
            return draw_choices(frame, row, at);
        case SettingsRow::Kind::CaptionStyle: {
            const Metrics& m = frame.metrics;
            const Rect wider{at.x - m.dp(4), at.y, at.w + m.dp(8), 0};
            draw_caption_style(frame, host.captions(), wider);
            return caption_style_height(frame, host.captions(), wider.w);
        }
        default:
            break;
    }
    const float height = draw_pressable(frame, row, at);
    if (row.kind != SettingsRow::Kind::Choice || open_ != row.id) return height;
    return height + draw_choices(frame, row, {at.x, at.y + height, at.w, 0});
}

float SettingsRowsView::draw_text(Frame& frame, const SettingsRow& row, const Rect& at) {
    const Metrics& m = frame.metrics;
    const bool heading = row.kind == SettingsRow::Kind::Heading;
    const float pad = m.dp(kPad), above = m.dp(heading ? 20 : 8);
    const Rect box{at.x + pad, at.y + above, at.w - 2 * pad, 0};
    const Label label = frame.label(row.name, wrapping(frame, heading ? TypeToken::TitleM : TypeToken::Body), box.w);
    const Rect drawn =
        frame.text_at_top(label, box, Frame::At::Start, heading ? frame.theme.text_hi : frame.theme.text_mid);
    frame.node("settings." + row.id, heading ? "heading" : "text", row.name, drawn);
    return above + label.height + m.dp(8);
}

float SettingsRowsView::draw_fact(Frame& frame, const SettingsRow& row, const Rect& at) {
    const Metrics& m = frame.metrics;
    const float pad = m.dp(kPad);
    const Rect inner{at.x + pad, at.y + m.dp(kTextPad), at.w - 2 * pad, 0};
    const Label name = frame.label(row.name, wrapping(frame, TypeToken::Body), inner.w * 0.45f);
    const float start = name.width + m.dp(kGap);
    Label value = frame.label(row.value, wrapping(frame, TypeToken::Body), inner.w - start);
    // What does not fit beside its name (a path) goes below it.
    const bool below = value.lines > 1;
    const Rect name_box = frame.mirror({inner.x, inner.y, name.width, 0}, inner);
    frame.text_at_top(name, name_box, Frame::At::Start, frame.theme.text_hi);
    float bottom = inner.y + name.height;
    if (below) {
        value = frame.label(row.value, wrapping(frame, TypeToken::Meta), inner.w);
        frame.text_at_top(value, {inner.x, bottom, inner.w, 0}, Frame::At::Start, frame.theme.text_mid);
        bottom += value.height;
    } else {
        const Rect box = frame.mirror({inner.x + start, inner.y, inner.w - start, 0}, inner);
        frame.text_at_top(value, box, Frame::At::End, frame.theme.text_mid);
        bottom = std::max(bottom, inner.y + value.height);
    }
    const float height = bottom - at.y + m.dp(kTextPad);
    frame.node("settings." + row.id, "text", row.name, {at.x, at.y, at.w, height}, row.value);
    return height;
}

float SettingsRowsView::draw_pressable(Frame& frame, const SettingsRow& row, const Rect& at) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const std::string id = "settings." + row.id;
    const float pad = m.dp(kPad), gap = m.dp(kGap);
    const bool is_switch = row.kind == SettingsRow::Kind::Switch;
    const float end = m.dp(is_switch ? kSwitchWidth : (row.kind == SettingsRow::Kind::Command ? 0 : kIcon));
    const float room = at.w - 2 * pad - end - gap;
    const Label value = frame.label(row.value, wrapping(frame, TypeToken::Body), room * 0.5f);
    const float text_width = room - (value.width > 0 ? value.width + gap : 0);
    const Label name = frame.label(row.name, wrapping(frame, TypeToken::BodyL), text_width);
    const Label note = frame.label(row.note, wrapping(frame, TypeToken::Meta), text_width);
    const float texts = name.height + (note.height > 0 ? m.dp(2) + note.height : 0);
    const float height = std::max({m.dp(kRow), texts + 2 * m.dp(kTextPad + 2), value.height + 2 * m.dp(kTextPad)});
    const Rect rect{at.x, at.y, at.w, std::round(height)};
    const Rect shape = shape_of(m, rect);
    const float radius = m.dp(theme.radius_m);
    const Color tint = frame.state_tint(id);
    if (tint.a > 0) frame.canvas.fill_rounded(shape, radius, tint);
    const float top = rect.y + (rect.h - texts) / 2;
    const Rect text_box = frame.mirror({rect.x + pad, top, text_width, texts}, rect);
    const bool command = row.kind == SettingsRow::Kind::Command;
    frame.text_at_top(name, text_box, Frame::At::Start, command ? theme.accent_on_tint : theme.text_hi);
    if (note.height > 0) {
        const Rect note_box{text_box.x, top + name.height + m.dp(2), text_box.w, note.height};
        frame.text_at_top(note, note_box, Frame::At::Start, theme.text_mid);
    }
    const Rect value_box =
        frame.mirror({rect.right() - pad - end - gap - value.width, rect.y, value.width, rect.h}, rect);
    frame.text_in(value, value_box, Frame::At::End, theme.text_mid);
    const Rect end_box = frame.mirror({rect.right() - pad - end, rect.y, end, rect.h}, rect);
    Control control{
        .id = id, .name = row.name, .value = row.value, .rect = rect, .focus_radius = radius, .focus_rect = shape};
    if (!row.note.empty() && control.value.empty()) control.value = row.note;
    if (is_switch) {
        draw_switch(frame, rounded({end_box.x, rect.center().y - m.dp(kSwitchHeight) / 2, end, m.dp(kSwitchHeight)}),
                    row.on);
        control.role = "switch";
        control.states = checked(row.on);
    } else if (row.kind == SettingsRow::Kind::Choice) {
        const bool open = open_ == row.id;
        frame.canvas.icon(open ? Icon::KeyboardArrowUp : Icon::KeyboardArrowDown, end_box.center(), m.dp(kIcon),
                          theme.text_mid);
        control.role = "combobox";
        if (open) control.states.emplace_back("expanded");
    } else if (row.kind == SettingsRow::Kind::Link) {
        frame.canvas.icon(Icon::ChevronRight, end_box.center(), m.dp(kIcon), theme.text_mid, m.rtl);
    }
    control.action = row.kind == SettingsRow::Kind::Choice
                         ? on_press([this, id_of_row = row.id](Microseconds) { toggle_open(id_of_row); })
                         : on_press(row.press);
    frame.control(control);
    return rect.h;
}

float SettingsRowsView::draw_choices(Frame& frame, const SettingsRow& row, const Rect& at) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const float pad = m.dp(kPad), icon = m.dp(kIcon);
    frame.open("settings." + row.id + ".choices", "radiogroup", row.name, at);
    float y = at.y;
    for (std::size_t i = 0; i < row.choices.size(); ++i) {
        const SettingsChoice& choice = row.choices[i];
        const std::string id = "settings." + row.id + "." + std::to_string(i);
        TextStyle style = wrapping(frame, TypeToken::BodyL);
        if (choice.selected) style.weight = 600;
        const float start = pad + icon + m.dp(kGap);
        const Label label = frame.label(choice.text, style, at.w - start - pad, choice.language);
        const Rect rect{at.x, y, at.w, std::round(std::max(m.dp(kChoice), label.height + 2 * m.dp(kTextPad)))};
        const Rect shape = shape_of(m, rect);
        const float radius = m.dp(theme.radius_m);
        const Color tint = frame.state_tint(id);
        if (tint.a > 0) frame.canvas.fill_rounded(shape, radius, tint);
        const Rect mark = frame.mirror({rect.x + pad, rect.y, icon, rect.h}, rect);
        if (choice.selected) frame.canvas.icon(Icon::Check, mark.center(), icon, theme.accent);
        const Rect text = frame.mirror({rect.x + start, rect.y, at.w - start - pad, rect.h}, rect);
        frame.text_in(label, text, Frame::At::Start, choice.selected ? theme.text_hi : theme.text_mid);
        frame.control({.id = id,
                       .role = "radio",
                       .name = choice.text,
                       .states = checked(choice.selected),
                       .rect = rect,
                       .action = on_press(choice.choose),
                       .focus_radius = radius,
                       .focus_rect = shape});
        y += rect.h;
    }
    frame.close();
    return y - at.y;
}

}  // namespace cliffhanger
