#include "app/ui/text_field.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kBlink = 530ms;
constexpr float kIconDp = 22, kStartDp = 44, kClearDp = 44;

}  // namespace

bool TextField::handle_key(Microseconds now, const KeyEvent& key) {
    // While something is composed, keys are the input method's.
    if (composing()) return key.key != "Escape";
    switch (edit_.handle(key, label_.rtl)) {
        case TextEdit::Outcome::Ignored:
            return false;
        case TextEdit::Outcome::Cut:
            clipboard_.copy(std::string(edit_.selected()));
            edit_.insert({});
            break;
        case TextEdit::Outcome::Copy:
            clipboard_.copy(std::string(edit_.selected()));
            break;
        case TextEdit::Outcome::Paste:
            edit_.insert(clipboard_.paste());
            break;
        case TextEdit::Outcome::Moved:
        case TextEdit::Outcome::Changed:
            break;
    }
    wake(now);
    return true;
}

void TextField::insert(Microseconds now, std::string_view utf8) {
    composed_.clear();
    edit_.insert(utf8);
    wake(now);
}

void TextField::compose(Microseconds now, std::string_view utf8) {
    if (!utf8.empty() && edit_.has_selection()) edit_.insert({});
    composed_ = utf8;
    wake(now);
}

bool TextField::handle_press(Microseconds now, Point at, TextEdit::Selecting selecting) {
    if (!text_box_.contains(at) && selecting == TextEdit::Selecting::No) return false;
    if (carets_ != nullptr && label_.id != 0) edit_.place(carets_->index_at(label_, at.x - origin_.x), selecting);
    wake(now);
    return true;
}

bool TextField::caret_shows(Microseconds now) const { return (now - woken_) / kBlink % 2 == 0; }

Microseconds TextField::next_blink(Microseconds now) const { return woken_ + ((now - woken_) / kBlink + 1) * kBlink; }

void TextField::draw(Frame& frame, const Look& look, const Rect& rect) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const float radius = m.dp(theme.radius_m), icon = m.dp(kIconDp);
    frame.canvas.fill_rounded(rect, radius, theme.surface2);
    frame.canvas.stroke_rounded(rect, radius, std::max(1.0f, m.dp(1)),
                                look.active ? theme.outline_hi : theme.outline_mid);
    const Rect mark = frame.mirror({rect.x + m.dp(12), rect.y, icon, rect.h}, rect);
    frame.canvas.icon(Icon::Search, mark.center(), icon, theme.text_mid);
    std::string shown = text();
    shown.insert(edit_.caret(), composed_);
    const std::size_t caret_at = edit_.caret() + composed_.size();
    place_ = rect;
    const bool filled = !shown.empty();
    const float end = filled ? m.dp(kClearDp) : m.dp(12);
    text_box_ = frame.mirror({rect.x + m.dp(kStartDp), rect.y, rect.w - m.dp(kStartDp) - end, rect.h}, rect);

    TextStyle style = frame.style(TypeToken::BodyL);
    style.ellipsis = false;
    carets_ = caret_geometry(frame.canvas.text_engine());
    label_ = frame.label(shown, style, 0);
    const bool rtl = filled ? label_.rtl : m.rtl;
    const float caret =
        carets_ != nullptr && filled ? carets_->caret_x(label_, caret_at) : (filled && !rtl ? label_.width : 0);
    // The text stands at its own script's start, and moves so far that the caret is seen.
    const float room = text_box_.w - m.dp(2), start = rtl ? room - label_.width : 0;
    const float least = std::min(0.0f, room - start - label_.width), most = std::max(0.0f, -start);
    scrolled_ = std::clamp(scrolled_, least, most);
    scrolled_ = std::clamp(scrolled_, -(start + caret), room - (start + caret));
    origin_ = {std::round(text_box_.x + start + scrolled_), std::round(rect.center().y - label_.height / 2)};

    frame.control(
        {.id = look.id,
         .role = "searchbox",
         .name = look.hint,
         .value = text(),
         .rect = at_least(frame.mirror({rect.x, rect.y, rect.w - (filled ? m.dp(kClearDp) : 0), rect.h}, rect),
                          m.dp(theme.target_min)),
         .action = look.focus,
         .focus_radius = radius,
         .focus_rect = rect});
    frame.push_clip(text_box_);
    if (!filled) {
        const Label hint = frame.label(look.hint, style, text_box_.w);
        const float beside_caret = m.dp(4);
        frame.text_in(
            hint,
            frame.mirror({text_box_.x + beside_caret, text_box_.y, text_box_.w - beside_caret, text_box_.h}, text_box_),
            Frame::At::Start, theme.text_lo);
    }
    const float top = std::round(rect.center().y - m.dp(11)), height = m.dp(22);
    if (carets_ != nullptr && edit_.has_selection()) {
        for (const auto& span : carets_->spans(label_, edit_.selection_begin(), edit_.selection_end()))
            frame.canvas.fill(rounded({origin_.x + span.begin, top, span.end - span.begin, height}), theme.accent_tint);
    }
    if (filled) frame.canvas.text(label_, origin_, theme.text_hi);
    if (carets_ != nullptr && composing()) {
        for (const auto& span : carets_->spans(label_, edit_.caret(), caret_at))
            frame.canvas.fill(rounded({origin_.x + span.begin, top + height - m.dp(2), span.end - span.begin,
                                       std::max(1.0f, m.dp(1))}),
                              theme.text_hi);
    }
    if (look.active && caret_shows(frame.now)) {
        const float x = filled ? origin_.x + caret : (m.rtl ? text_box_.right() - m.dp(2) : text_box_.x);
        frame.canvas.fill({std::round(x), top, std::max(1.0f, m.dp(2)), height}, theme.accent);
    }
    frame.pop_clip();
    if (!filled) return;
    const Rect box = frame.mirror({rect.right() - m.dp(kClearDp), rect.y, m.dp(kClearDp), rect.h}, rect);
    icon_button(frame,
                {.id = look.id + ".clear",
                 .icon = Icon::Close,
                 .name = look.clear_name,
                 .action = look.clear,
                 .center = box.center(),
                 .size = 20},
                Frame::Scale::Plain);
}

}  // namespace cliffhanger
