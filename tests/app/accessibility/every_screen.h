// All places of the interface that there are: whoever adds a screen has it looked at by these tests.
#pragma once

#include <string>
#include <vector>

#include "app/screens/settings/settings_sections.h"
#include "app/shell/route.h"

namespace cliffhanger {

struct Place {
    std::string name;
    Route route;
};

inline std::vector<Place> every_place() {
    std::vector<Place> places;
    for (int kind = 0; kind <= static_cast<int>(ScreenKind::Me); ++kind) {
        const Route route{static_cast<ScreenKind>(kind)};
        if (exists(route.kind)) places.push_back({std::string(screen_name(route.kind)), route});
    }
    for (const SectionLook& look : settings_sections())
        places.push_back({std::string("settings/") + look.id, {ScreenKind::Settings, 0, part_of(look.section)}});
    return places;
}

}  // namespace cliffhanger
