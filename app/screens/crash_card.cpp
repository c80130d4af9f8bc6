#include "app/screens/crash_card.h"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kPatience = 20s;
constexpr float kWidth = 420, kPad = 16, kGap = 12, kTop = 64;

}  // namespace

void CrashCard::open(Microseconds now, CrashOffer offer) {
    offer_ = std::move(offer);
    since_ = now;
}

void CrashCard::update(Microseconds now) {
    if (offer_ && now - since_ >= kPatience) close();
}

std::optional<Microseconds> CrashCard::next_change() const {
    return offer_ ? std::optional(since_ + kPatience) : std::nullopt;
}

void CrashCard::draw(Frame& frame, const Rect& stage) const {
    if (!offer_ || frame.metrics.window_class == WindowClass::Mini) return;
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    const float pad = m.dp(kPad), gap = m.dp(kGap), between = m.dp(4);
    const float w = std::min(m.dp(kWidth), stage.w - 2 * pad), column = w - 2 * pad;
    const bool elsewhere = !offer_->title.empty();

    TextStyle body_style = frame.style(TypeToken::Body);
    body_style.max_lines = 3;
    const Label head = frame.label(word(Text::CrashTitle), frame.style(TypeToken::TitleM), column);
    const std::string question = elsewhere ? offer_->title + " \u00B7 " + word(Text::CrashOffer) : std::string();
    const Label body = frame.label(question, body_style, column);
    const std::string where =
        offer_->report.empty() ? std::string() : frame.strings.with(Text::CrashReport, {{"path", offer_->report}});
    const Label report = frame.label(
        where,
        [&] {
            TextStyle style = frame.style(TypeToken::Meta);
            style.max_lines = 3;
            return style;
        }(),
        column);
    const TextButton go_on{.id = "crash.continue",
                           .text = word(Text::Continue),
                           .action = {ActionKind::AcceptOffer, 1},
                           .look = ButtonLook::Primary,
                           .is_default = true};
    const TextButton dismiss{.id = "crash.dismiss",
                             .text = word(elsewhere ? Text::NotNow : Text::Close),
                             .action = {ActionKind::AcceptOffer, 0}};
    const float half = elsewhere ? std::floor((column - m.dp(8)) / 2) : column;
    const float buttons = std::max(text_button_size(frame, go_on, half).h, text_button_size(frame, dismiss, half).h);
    const float body_h = question.empty() ? 0 : between + body.height;
    const float report_h = where.empty() ? 0 : between + report.height;
    const float h = 2 * pad + head.height + body_h + report_h + gap + buttons;
    const Rect card = rounded({stage.center().x - w / 2, stage.y + m.dp(kTop), w, h});

    frame.open("crash", "alertdialog", word(Text::CrashTitle), card);
    frame.control({.id = "crash.surface", .role = "region", .rect = card, .focusable = false});
    frame.canvas.shadow(card, m.dp(theme.radius_l), Elevation::E2);
    frame.canvas.fill_rounded(card, m.dp(theme.radius_l), theme.surface3);
    float y = card.y + pad;
    const auto line = [&](const Label& label, Color color) {
        frame.text_at_top(label, {card.x + pad, y, column, label.height}, Frame::At::Start, color);
        y += label.height + between;
    };
    line(head, theme.text_hi);
    if (!question.empty()) line(body, theme.text_hi);
    if (!where.empty()) {
        frame.node("crash.report", "status", where, {card.x + pad, y, column, report.height});
        line(report, theme.text_mid);
    }
    const float top = card.bottom() - pad - buttons;
    if (elsewhere) text_button(frame, go_on, frame.mirror(rounded({card.x + pad, top, half, buttons}), card));
    const float x = elsewhere ? card.x + pad + half + m.dp(8) : card.x + pad;
    text_button(frame, dismiss, frame.mirror(rounded({x, top, half, buttons}), card));
    frame.close();
}

}  // namespace cliffhanger
