#include "app/screens/settings/settings_screen.h"

#include <algorithm>
#include <cmath>

#include "app/screens/home/shelf_view.h"
#include "app/screens/page_heading.h"

namespace cliffhanger {
namespace {

constexpr float kItem = 52, kIcon = 24, kListWidth = 260, kColumn = 640, kPad = 16;

std::string section_id(const SectionLook& look) { return std::string("settings.section.") + look.id; }

}  // namespace

void SettingsScreen::enter(Microseconds, const Route& route) {
    const std::optional<SettingsSection> wanted =
        route.part > 0 ? std::optional(static_cast<SettingsSection>(route.part - 1)) : std::nullopt;
    armed_.clear();
    // Beside each other, who comes back finds the section that was left.
    if (wanted == section_ || (two_panes_ && !wanted)) return;
    section_ = wanted;
    rows_.fold();
    rows_view_.scroller().jump_to(0);
}

void SettingsScreen::open(Microseconds now, SettingsSection section) {
    const Route route{ScreenKind::Settings, 0, part_of(section)};
    // Beside each other, sections are no way to go back through.
    two_panes_ ? enter(now, route) : context_.navigator.open(route);
}

void SettingsScreen::draw(Frame& frame, const Rect& area) {
    const Metrics& m = frame.metrics;
    two_panes_ = m.wide();
    rows_.begin();
    frame.open("settings", "region", std::string(frame.strings(Text::Settings)), area);
    if (!two_panes_) {
        section_ ? draw_section(frame, area, *section_, true) : draw_list(frame, area, std::nullopt);
    } else {
        follow_focus(frame);
        const SettingsSection section = section_.value_or(SettingsSection::Playback);
        const float width = m.dp(kListWidth) + screen_gutter(m);
        draw_list(frame, frame.mirror({area.x, area.y, width, area.h}, area),
                  section == SettingsSection::Credits ? SettingsSection::About : section);
        draw_section(frame, frame.mirror({area.x + width, area.y, area.w - width, area.h}, area), section,
                     section == SettingsSection::Credits);
    }
    frame.close();
}

/// Beside the list lies what belongs to the name that has the focus: the way there leads into nothing else.
void SettingsScreen::follow_focus(const Frame& frame) {
    const SettingsSection shown = section_.value_or(SettingsSection::Playback);
    for (const SectionLook& look : settings_sections()) {
        const bool credits = shown == SettingsSection::Credits && look.section == SettingsSection::About;
        if (frame.focused(section_id(look)) && look.section != shown && !credits)
            enter(frame.now, {ScreenKind::Settings, 0, part_of(look.section)});
    }
}

void SettingsScreen::draw_list(Frame& frame, const Rect& area, std::optional<SettingsSection> marked) {
    const Metrics& m = frame.metrics;
    const float top = list_view_.begin(frame, "settings.list", area);
    float y = top + draw_page_heading(frame, "settings", std::string(frame.strings(Text::Settings)),
                                      {area.x, top, area.w, 0}, marked ? BackArrow::Without : BackArrow::With);
    const float gutter = screen_gutter(m) - m.dp(8), height = m.text_dp(kItem);
    frame.open("settings.sections", "list", std::string(frame.strings(Text::Settings)), area);
    for (const SectionLook& look : settings_sections()) {
        const Rect row = rounded({area.x + gutter, y, area.w - 2 * gutter, height});
        draw_item(frame, look, row, marked == look.section);
        y += height + m.dp(2);
    }
    frame.close();
    list_view_.end(frame, y - top + m.dp(kPad));
}

void SettingsScreen::draw_item(Frame& frame, const SectionLook& look, const Rect& row, bool marked) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const std::string id = section_id(look);
    const float radius = m.dp(theme.radius_m), pad = m.dp(8), icon = m.dp(kIcon);
    const Rect shape = row.inset(m.dp(1));
    if (marked) frame.canvas.fill_rounded(shape, radius, theme.surface3);
    const Color tint = frame.state_tint(id);
    if (tint.a > 0) frame.canvas.fill_rounded(shape, radius, tint);
    const Color color = marked || !two_panes_ ? theme.text_hi : theme.text_mid;
    const Rect icon_box = frame.mirror({row.x + pad, row.y, icon, row.h}, row);
    frame.canvas.icon(look.icon, icon_box.center(), icon, color);
    const float end = two_panes_ ? 0 : m.dp(22);
    const float start = pad + icon + m.dp(14);
    const Rect text = frame.mirror({row.x + start, row.y, row.w - start - pad - end, row.h}, row);
    TextStyle style = frame.style(two_panes_ ? TypeToken::Label : TypeToken::BodyL);
    style.max_lines = 2;
    const std::string name(frame.strings(look.name));
    frame.text_in(frame.label(name, style, text.w), text, Frame::At::Start, color);
    if (!two_panes_) {
        const Rect chevron = frame.mirror({row.right() - pad - end, row.y, end, row.h}, row);
        frame.canvas.icon(Icon::ChevronRight, chevron.center(), m.dp(22), theme.text_lo, m.rtl);
    }
    frame.control({.id = id,
                   .role = two_panes_ ? "tab" : "button",
                   .name = name,
                   .states = marked ? std::vector<std::string>{"current"} : std::vector<std::string>{},
                   .rect = row,
                   .action = rows_.on_press([this, section = look.section](Microseconds now) { open(now, section); }),
                   .focus_radius = radius,
                   .focus_rect = shape,
                   .tab_stop = marked || !two_panes_});
}

void SettingsScreen::draw_section(Frame& frame, const Rect& area, SettingsSection section, bool with_back) {
    const Metrics& m = frame.metrics;
    const float gutter = screen_gutter(m), pad = m.dp(kPad);
    const std::string name(frame.strings(look_of(section).name));
    const float top = rows_view_.begin(frame, "settings.rows", area);
    float y = top + draw_page_heading(frame, "settings.section", name, {area.x, top, area.w, 0},
                                      with_back ? BackArrow::With : BackArrow::Without);
    // Rows have a margin of their own, so that their texts stand below the heading's.
    // On a television set they end with what is sure to be seen.
    const float width = std::min(area.w - 2 * gutter + (m.tv() ? 1 : 2) * pad, m.dp(kColumn));
    const Rect column = frame.mirror({area.x + gutter - pad, y, width, 0}, area);
    const SettingsScene scene{context_, frame.strings, armed_,
                              [this](Microseconds now, SettingsSection wanted) { open(now, wanted); }};
    y += rows_.draw(frame, context_.player, settings_rows(scene, section), column);
    rows_view_.end(frame, y - top + m.dp(40));
}

void SettingsScreen::own_action(Microseconds now, int value) {
    const std::string armed = armed_;
    rows_.press(now, value);
    // Anything else disarms.
    if (armed_ == armed) armed_.clear();
}

bool SettingsScreen::back(Microseconds now) {
    if (rows_.fold()) return true;
    if (!two_panes_ || section_ != SettingsSection::Credits) return false;
    enter(now, {ScreenKind::Settings, 0, part_of(SettingsSection::About)});
    return true;
}

}  // namespace cliffhanger
