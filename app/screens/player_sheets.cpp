// The part of PlayerView that draws the panel at the side and the open sheet.
#include <algorithm>
#include <cmath>

#include "app/screens/player_view.h"
#include "app/screens/shortcut_overlay.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kGrabberRow = 20, kSideHead = 8;
constexpr float kKioskShare = 0.58f;  ///< what everybody reaches

PanelSections sections_of(SheetKind kind, SheetPlace place, bool tv) {
    if (place == SheetPlace::Side && !tv) return {};
    if (kind == SheetKind::Series) return {.details = true, .episodes = false, .more = true};
    return {.details = false, .episodes = true, .more = false, .heading = true};
}

}  // namespace

float PlayerView::sheet_height(Frame& frame, const PageView& view) const {
    PlayerState& s = state_;
    const Metrics& m = frame.metrics;
    switch (s.sheets.kind()) {
        case SheetKind::Options: {
            const bool bottom = s.sheets.place(m.window_class) == SheetPlace::Bottom;
            const float width = s.sheets.rect(s.layout, 0, frame.now).w;
            return s.options.content_height(frame, s.host, view, s.values, width) + (bottom ? m.dp(kGrabberRow) : 0);
        }
        case SheetKind::Shortcuts:
            return shortcut_overlay_height(m, std::min(m.dp(560), static_cast<float>(m.window.width) - m.dp(32)));
        default:
            break;
    }
    // The first draw finds out how much there is; a little over half the screen is right for most series.
    const float content = s.sheet.content_height() > 0 ? s.sheet.content_height() : m.window_rect().h * 0.55f;
    return std::min(content + m.dp(kGrabberRow), m.window_rect().h * (m.kiosk ? kKioskShare : 0.72f));
}

// Where captions have to stay above while their style is being chosen.
std::optional<float> PlayerView::caption_preview() const {
    const PlayerState& s = state_;
    if (!s.sheet_open() || s.sheets.kind() != SheetKind::Options || s.options.row() != OptionRow::CaptionStyle)
        return std::nullopt;
    const bool below = s.sheets.place(s.layout.metrics.window_class) == SheetPlace::Bottom;
    return below ? s.sheet_rect.y : s.layout.stage.bottom();
}

void PlayerView::draw_sheet_surface(Frame& frame, const Rect& rect, SheetPlace place) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    switch (place) {
        case SheetPlace::Bottom: {
            // Its lower corners lie below the window.
            const float radius = m.dp(20);
            frame.canvas.fill_rounded({rect.x, rect.y, rect.w, rect.h + radius}, radius, theme.surface1);
            frame.canvas.fill_rounded(rounded({rect.center().x - m.dp(18), rect.y + m.dp(8), m.dp(36), m.dp(4)}),
                                      m.dp(2), theme.outline_hi);
            break;
        }
        case SheetPlace::Side:
            frame.canvas.fill(rect, theme.surface1);
            frame.canvas.fill(frame.mirror({rect.x, rect.y, 1, rect.h}, rect), theme.outline_lo);
            break;
        case SheetPlace::Popover:
        case SheetPlace::Center:
            frame.canvas.shadow(rect, m.dp(theme.radius_l), Elevation::E2);
            frame.canvas.fill_rounded(rect, m.dp(theme.radius_l), theme.surface2);
            frame.canvas.stroke_rounded(rect, m.dp(theme.radius_l), 1, theme.outline_lo);
            break;
    }
    // Presses beside its controls stay on it.
    frame.control({.id = "sheet.surface", .role = "region", .rect = rect, .focusable = false});
}

void PlayerView::draw_side_panel(Frame& frame, const PageView& view) {
    const Rect& rect = state_.layout.side_panel;
    frame.set_layer(Layer::Panel);
    frame.canvas.fill(rect, frame.theme.panel);
    frame.canvas.fill(frame.mirror({rect.x, rect.y, 1, rect.h}, rect), frame.theme.outline_lo);
    frame.open("panel", "region", std::string(frame.strings(Text::Series)), rect);
    state_.panel.draw(frame, state_.host, view, rect);
    frame.close();
    frame.set_layer(Layer::Stage);
}

/// They scroll where the window is too low for all of them.
void PlayerView::draw_options(Frame& frame, const PageView& view, const Rect& inner) {
    PlayerState& s = state_;
    const float length = s.options.content_height(frame, s.host, view, s.values, inner.w);
    if (length <= inner.h + 1) return s.options.draw(frame, s.host, view, s.values, inner);
    s.option_scroller.set_geometry(inner.h, length, frame.metrics.u);
    s.option_scroller.update(frame.now);
    const auto offset = static_cast<float>(std::round(s.option_scroller.offset()));
    frame.open_scroll("sheet.options.rows", inner, Axis::Vertical, s.option_scroller);
    s.options.draw(frame, s.host, view, s.values, {inner.x, inner.y - offset, inner.w, length});
    frame.close_scroll();
}

void PlayerView::draw_sheet(Frame& frame, const PageView& view) {
    PlayerState& s = state_;
    const SheetKind kind = s.sheets.kind();
    if (kind == SheetKind::None) return;
    const Metrics& m = frame.metrics;
    const SheetPlace place = s.sheets.place(m.window_class);
    const Rect rect = s.sheets.rect(s.layout, sheet_height(frame, view), frame.now);
    s.sheet_rect = rect;
    const float opacity = s.sheets.opacity(frame.now);
    frame.set_silent(!s.sheets.is_open());
    frame.set_layer(Layer::Sheet);
    // Captions are chosen by looking at them.
    const bool looks = kind == SheetKind::Options && s.options.row() == OptionRow::CaptionStyle;
    if (place != SheetPlace::Popover && !looks) frame.canvas.fill(m.window_rect(), frame.theme.dim.with_alpha(opacity));
    frame.control({.id = "sheet.dim",
                   .name = std::string(frame.strings(Text::Close)),
                   .rect = m.window_rect(),
                   .action = {ActionKind::CloseTop},
                   .focusable = false});
    const bool slides = (place == SheetPlace::Bottom || place == SheetPlace::Side) && !s.host.reduced_motion();
    frame.canvas.push_opacity(slides ? 1.0f : opacity);
    frame.open("sheet", "dialog",
               std::string(frame.strings(kind == SheetKind::Options ? Text::Options : Text::Episodes)), rect);
    draw_sheet_surface(frame, rect, place);
    const float head = place == SheetPlace::Bottom ? m.dp(kGrabberRow)
                       : place == SheetPlace::Side ? m.dp(kSideHead)
                                                   : 0;
    Rect inner{rect.x, rect.y + head, rect.w, rect.h - head};
    if (m.tv() && place == SheetPlace::Side) {
        const Rect safe = m.safe_rect();
        inner = frame.mirror({rect.x, safe.y, rect.w - m.dp(40), safe.h}, rect);
    }
    switch (kind) {
        case SheetKind::Episodes:
        case SheetKind::Series:
            s.sheet.set_sections(sections_of(kind, place, m.tv()));
            s.sheet.draw(frame, s.host, view, inner);
            break;
        case SheetKind::Options:
            draw_options(frame, view, inner);
            break;
        case SheetKind::Shortcuts:
            draw_shortcut_overlay(frame, s.keys, inner);
            break;
        case SheetKind::None:
            break;
    }
    frame.close();
    frame.canvas.pop_opacity();
    frame.set_layer(Layer::Stage);
    frame.set_silent(false);
}

}  // namespace cliffhanger
