// What the settings offer, section by section. Pure but for the presses, which act at once.
#pragma once

#include <string>
#include <vector>

#include "app/screens/settings/settings_row.h"
#include "app/shell/browse_screen.h"

namespace cliffhanger {

enum class SettingsSection {
    Playback,
    Captions,
    Audio,
    Appearance,
    Language,
    Input,
    Network,
    Storage,
    Wellbeing,
    About,
    Credits,  ///< lies below About, not in the list
};

struct SectionLook {
    SettingsSection section;
    Icon icon;
    Text name;
    const char* id;
};

/// In the order of the list; Credits is not in it.
const std::vector<SectionLook>& settings_sections();
const SectionLook& look_of(SettingsSection section);

/// Route::part of a section; 0 is the list itself.
constexpr int part_of(SettingsSection section) { return static_cast<int>(section) + 1; }

/// What rows need to know and may change beside the settings themselves.
struct SettingsScene {
    const BrowseContext& context;
    const Strings& strings;
    std::string& armed;  ///< the id of the command that asks to be pressed again
    std::function<void(Microseconds, SettingsSection)> open;
};
/// A run that remembers nothing anyway says so.
SettingsRow private_mode_row(BrowseHost& host, const Strings& strings);
/// The age limit and its PIN (settings_age_limit.cpp).
std::vector<SettingsRow> age_limit_rows(const SettingsScene& scene);
std::vector<SettingsRow> settings_rows(const SettingsScene& scene, SettingsSection section);

}  // namespace cliffhanger
