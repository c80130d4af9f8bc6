// The settings: a list of sections and the rows of one, side by side on desktops, one after the other elsewhere.
// Everything acts at once. Main thread only.
#pragma once

#include <optional>
#include <string>

#include "app/screens/settings/settings_rows_view.h"
#include "app/screens/settings/settings_sections.h"
#include "app/shell/browse_screen.h"
#include "app/ui/scroll_view.h"

namespace cliffhanger {

class SettingsScreen final : public BrowseScreen {
 public:
    explicit SettingsScreen(const BrowseContext& context) : context_(context) {}

    void enter(Microseconds now, const Route& route) override;
    void draw(Frame& frame, const Rect& area) override;
    bool works_without_catalog() const override { return true; }
    void own_action(Microseconds now, int value) override;
    bool back(Microseconds now) override;
    bool animating(Microseconds) const override { return list_view_.animating() || rows_view_.animating(); }

 private:
    void open(Microseconds now, SettingsSection section);
    void follow_focus(const Frame& frame);
    void draw_list(Frame& frame, const Rect& area, std::optional<SettingsSection> marked);
    void draw_section(Frame& frame, const Rect& area, SettingsSection section, bool with_back);
    void draw_item(Frame& frame, const SectionLook& look, const Rect& row, bool marked);

    BrowseContext context_;
    SettingsRowsView rows_;
    ScrollView list_view_{Axis::Vertical}, rows_view_{Axis::Vertical};
    std::optional<SettingsSection> section_;  ///< nullopt: the list, where it stands alone
    bool two_panes_ = false;
    std::string armed_;
};

}  // namespace cliffhanger
