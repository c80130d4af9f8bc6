#include "app/render/window_placement.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cliffhanger {
namespace {

/// No desktop is farther away from itself.
constexpr int kFarthest = 100'000;

int shared_area(const IntRect& a, const IntRect& b) {
    const IntRect both = intersect(a, b);
    return both.w * both.h;
}

}  // namespace

std::string to_text(const WindowPlacement& p) {
    return std::to_string(p.x) + ' ' + std::to_string(p.y) + ' ' + std::to_string(p.size.width) + ' ' +
           std::to_string(p.size.height) + (p.maximized ? " maximized" : "") + (p.fullscreen ? " fullscreen" : "");
}

std::optional<WindowPlacement> parse_window_placement(std::string_view text) {
    WindowPlacement p;
    const std::string terminated(text);
    if (std::sscanf(terminated.c_str(), "%d %d %d %d", &p.x, &p.y, &p.size.width, &p.size.height) != 4)
        return std::nullopt;
    const auto beyond = [](int value) { return value < -kFarthest || value > kFarthest; };
    if (beyond(p.x) || beyond(p.y) || p.size.width < 1 || p.size.height < 1 || beyond(p.size.width) ||
        beyond(p.size.height))
        return std::nullopt;
    p.maximized = text.find(" maximized") != std::string_view::npos;
    p.fullscreen = text.find(" fullscreen") != std::string_view::npos;
    return p;
}

WindowPlacement brought_on_screen(WindowPlacement p, const std::vector<IntRect>& screens) {
    if (screens.empty()) return p;
    const IntRect window{p.x, p.y, p.size.width, p.size.height};
    const auto screen = std::ranges::max_element(screens, {}, [&](const IntRect& s) { return shared_area(s, window); });
    p.size.width = std::min(p.size.width, screen->w);
    p.size.height = std::min(p.size.height, screen->h);
    p.x = std::clamp(p.x, screen->x, screen->right() - p.size.width);
    p.y = std::clamp(p.y, screen->y, screen->bottom() - p.size.height);
    return p;
}

Size fitted_on_screen(Size wanted, const std::vector<IntRect>& screens) {
    if (screens.empty()) return wanted;
    const auto share = [](int room, int size) { return static_cast<double>(room) / size; };
    const IntRect& main = screens.front();
    const double by = std::min({1.0, share(main.w, wanted.width), share(main.h, wanted.height)});
    return {static_cast<int>(std::lround(wanted.width * by)), static_cast<int>(std::lround(wanted.height * by))};
}

}  // namespace cliffhanger
