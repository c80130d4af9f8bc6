// The desktop's navigation rail: the mark, the screens, sound, options, full screen, keys. Stateless.
#pragma once

#include "app/screens/player_host.h"
#include "app/screens/stage_layout.h"
#include "app/shell/route.h"
#include "app/ui/frame.h"

namespace cliffhanger {

struct NavItem {
    std::string id;
    Icon icon;
    Text name;
    Action action;
    bool selected = false;
};

/// The screens that the rail leads to.
std::vector<NavItem> nav_screens(ScreenKind current, bool is_private);

/// `current` is the screen that is marked.
void draw_nav_rail(Frame& frame, const StageLayout& layout, PlayerHost& host, ScreenKind current);

}  // namespace cliffhanger
