// Where a window lies on the desktop, from one run to the next. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/geometry.h"
#include "app/render/int_rect.h"

namespace cliffhanger {

/// In the desktop's points, which pixels need not be.
struct WindowPlacement {
    int x = 0, y = 0;
    Size size;
    bool maximized = false, fullscreen = false;
    bool operator==(const WindowPlacement&) const = default;
};

std::string to_text(const WindowPlacement& placement);
std::optional<WindowPlacement> parse_window_placement(std::string_view text);

/// So that it can be seen and taken hold of: no larger than the screen that most of it lies on, and inside of it.
/// `screens` are the parts of them that windows may use, the main one first; without any it stays as it is.
WindowPlacement brought_on_screen(WindowPlacement placement, const std::vector<IntRect>& screens);

/// A first window of that shape, smaller where the main screen has no room for it.
Size fitted_on_screen(Size wanted, const std::vector<IntRect>& screens);

}  // namespace cliffhanger
