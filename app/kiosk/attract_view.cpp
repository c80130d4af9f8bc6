#include "app/kiosk/attract_view.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/screens/feed_state_page.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kGutterDp = 24, kTargetDp = 64, kGapDp = 8, kChipPadDp = 12;
constexpr double kPulseS = 1.2, kOrbitS = 60;
constexpr int kPulseSteps = 12;
constexpr float kPulseDp = 12;

struct Languages {
    std::vector<std::size_t> shown;  ///< the chosen one first
    std::vector<float> widths;
};

TextStyle chip_style(const Frame& frame) { return frame.style(TypeToken::Label); }

/// As many as there is room for beside the button that leads to all of them.
Languages languages_in(const Frame& frame, float width) {
    Languages found;
    const std::string_view current = interface_language(frame.strings.language());
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < kInterfaceLanguages.size(); ++i) order.push_back(i);
    std::ranges::stable_partition(order, [&](std::size_t i) { return kInterfaceLanguages[i].tag == current; });
    const Metrics& m = frame.metrics;
    for (const std::size_t i : order) {
        const InterfaceLanguage& language = kInterfaceLanguages[i];
        const Label label = frame.label(language.endonym, chip_style(frame), 10000, language.tag);
        const float chip = std::max(std::ceil(label.width) + 2 * m.dp(kChipPadDp), m.dp(kTargetDp));
        if (chip > width) break;
        width -= chip + m.dp(kGapDp);
        found.shown.push_back(i);
        found.widths.push_back(chip);
    }
    return found;
}

void draw_languages(Frame& frame, const Rect& row, const AttractLook& look) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const float gap = m.dp(kGapDp), side = m.dp(kTargetDp);
    const Languages languages = languages_in(frame, row.w - side - gap);
    const auto plate = [&](const std::string& id, const Rect& rect, bool selected) {
        const Rect shape = rounded({rect.x, rect.center().y - m.dp(20), rect.w, m.dp(40)});
        frame.canvas.fill_rounded(shape, shape.h / 2, selected ? theme.text_hi : Color{0, 0, 0}.with_alpha(0.45f));
        if (!selected) frame.canvas.stroke_rounded(shape, shape.h / 2, std::max(1.0f, m.dp(1)), theme.outline_hi);
        const Color tint = frame.state_tint(id);
        if (tint.a > 0) frame.canvas.fill_rounded(shape, shape.h / 2, tint);
        return shape;
    };
    const std::string all(frame.strings(Text::ChooseLanguage));
    frame.open("kiosk.languages", "list", all, row);
    float x = row.x;
    for (std::size_t i = 0; i < languages.shown.size(); ++i) {
        const InterfaceLanguage& language = kInterfaceLanguages[languages.shown[i]];
        const std::string id = "kiosk.language." + std::string(language.tag);
        const Rect rect = frame.mirror(rounded({x, row.y, languages.widths[i], row.h}), row);
        x += languages.widths[i] + gap;
        const bool selected = i == 0;
        const Rect shape = plate(id, rect, selected);
        const Label label = frame.label(language.endonym, chip_style(frame), shape.w, language.tag);
        frame.text_in(label, shape, Frame::At::Center, selected ? theme.bg : theme.text_hi);
        frame.control({.id = id,
                       .name = std::string(language.endonym),
                       .states = selected ? std::vector<std::string>{"checked"} : std::vector<std::string>{},
                       .rect = rect,
                       .action = {ActionKind::Own, look.language_base + static_cast<int>(languages.shown[i])},
                       .focus_radius = shape.h / 2,
                       .focus_rect = shape});
    }
    const Rect rect = frame.mirror(rounded({x, row.y, side, row.h}), row);
    const Rect shape = plate("kiosk.language_list", rect, false);
    frame.canvas.icon(Icon::Language, shape.center(), m.dp(24), theme.text_hi);
    frame.control({.id = "kiosk.language_list",
                   .name = all,
                   .rect = rect,
                   .action = look.languages,
                   .focus_radius = shape.h / 2,
                   .focus_rect = shape});
    frame.close();
}

/// The button that everything else points to; a ring goes out from it.
void draw_way_in(Frame& frame, const Rect& row, const AttractLook& look) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    if (!look.still) {
        const double t = std::fmod(std::chrono::duration<double>(frame.now).count() / kPulseS, 1.0);
        const auto step = static_cast<float>(std::floor(t * kPulseSteps) / kPulseSteps);
        const Rect ring = rounded(row.inset(-m.dp(kPulseDp) * step));
        frame.canvas.fill_rounded(ring, ring.h / 2, theme.accent.with_alpha(0.45f * (1 - step)));
    }
    text_button(frame,
                {.id = "kiosk.enter",
                 .text = std::string(frame.strings(Text::TapToWatch)),
                 .action = look.enter,
                 .look = ButtonLook::Primary,
                 .icon = Icon::TouchApp,
                 .is_default = true},
                row);
}

void draw_words(Frame& frame, const Page& page, const Rect& column, float bottom, const AttractLook& look) {
    const Metrics& m = frame.metrics;
    const std::string_view language = frame.strings.language();
    const Series& series = *page.series;
    frame.canvas.push_opacity(look.shown);
    TextStyle style = frame.style(TypeToken::BodyL);
    style.max_lines = 2;
    const std::string& hook = series.synopsis.get(language);
    const Label about = frame.label(hook, style, column.w);
    float y = bottom - (hook.empty() ? 0 : about.height);
    frame.text_at_top(about, {column.x, y, column.w, about.height}, Frame::At::Start,
                      frame.theme.text_hi.with_alpha(0.92f), true);
    style = frame.style(TypeToken::Display);
    style.max_lines = 2;
    const std::string& name = series.title.get(language);
    const Label title = frame.label(name, style, column.w);
    y -= title.height + m.dp(6);
    const Rect drawn =
        frame.text_at_top(title, {column.x, y, column.w, title.height}, Frame::At::Start, frame.theme.text_hi, true);
    frame.node("kiosk.title", "heading", name, drawn, name);
    const std::string count = frame.strings.episodes(static_cast<int>(series.episodes.size()));
    const Label meta = frame.label(count, frame.style(TypeToken::TitleM), column.w);
    frame.text_at_top(meta, {column.x, y - meta.height - m.dp(2), column.w, meta.height}, Frame::At::Start,
                      frame.theme.text_hi.with_alpha(0.86f), true);
    frame.canvas.pop_opacity();
}

}  // namespace

Point burn_in_drift(Microseconds now) {
    const double turn = std::chrono::duration<double>(now).count() / kOrbitS * 2 * std::numbers::pi;
    return {static_cast<float>(std::round(2 * std::cos(turn))), static_cast<float>(std::round(2 * std::sin(turn)))};
}

void draw_attract(Frame& frame, const Rect& stage, const AttractLook& look) {
    const Metrics& m = frame.metrics;
    const Point drift = look.still ? Point{} : burn_in_drift(frame.now);
    if (look.page) {
        frame.canvas.top_scrim(stage, m.u, 1);
        frame.canvas.bottom_scrim(stage, m.u * 1.6f, 1);
        frame.canvas.bottom_scrim(stage, m.u * 1.2f, 0.7f);
        draw_wordmark(frame, {stage.center().x + drift.x, stage.y + m.dp(44) + drift.y}, m.dp(24));
    }
    // Wherever it is touched: the whole picture is the button.
    frame.control({.id = "kiosk.stage",
                   .role = "region",
                   .name = std::string(frame.strings(Text::TapToWatch)),
                   .rect = stage,
                   .action = look.enter,
                   .focusable = false});
    const float gutter = m.dp(kGutterDp), target = m.dp(kTargetDp);
    const Rect column = Rect{stage.x + gutter, stage.y, stage.w - 2 * gutter, stage.h}.moved(drift.x, drift.y);
    float y = column.bottom() - m.dp(12) - target;
    draw_languages(frame, {column.x, y, column.w, target}, look);
    if (!look.page) return;
    const std::string swipe(frame.strings(Text::SwipeUp));
    const Label hint = frame.label(swipe, frame.style(TypeToken::Label), column.w);
    const float icon = m.dp(20), width = icon + m.dp(6) + hint.width;
    y -= m.dp(8) + m.dp(24);
    const Rect line{std::round(column.center().x - width / 2), y, width, m.dp(24)};
    frame.canvas.icon(Icon::SwipeUp, frame.mirror({line.x, line.y, icon, line.h}, line).center(), icon,
                      frame.theme.text_hi.with_alpha(0.86f));
    frame.text_in(hint, frame.mirror({line.x + icon + m.dp(6), line.y, hint.width, line.h}, line), Frame::At::Start,
                  frame.theme.text_hi.with_alpha(0.86f), true);
    y -= m.dp(14) + target;
    draw_way_in(frame, rounded({column.x, y, column.w, target}), look);
    draw_words(frame, *look.page, column, y - m.dp(20), look);
}

}  // namespace cliffhanger
