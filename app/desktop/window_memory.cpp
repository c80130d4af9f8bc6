#include "app/desktop/window_memory.h"

namespace cliffhanger {
namespace {

constexpr const char* kSetting = "window";
/// Reading a library takes a few ms; a disk that hangs does not keep the window back.
constexpr Microseconds kPatience = std::chrono::milliseconds(40);
constexpr Microseconds kRest = std::chrono::seconds(1);

}  // namespace

WindowOptions WindowMemory::recall(Library& library, const PlayOptions& options) {
    WindowOptions result = options.window;
    if (!library.wait_loaded(kPatience)) return result;
    const auto text = library.setting(kSetting);
    auto placement = text ? parse_window_placement(*text) : std::nullopt;
    if (!placement) return result;
    if (options.window.size_asked) {
        placement->size = options.window.size;
        placement->maximized = placement->fullscreen = false;
    }
    if (options.window.fullscreen) placement->fullscreen = true;
    result.placement = placement;
    return result;
}

void WindowMemory::turn(Microseconds now, const Window& window) {
    const auto placement = window.placement();
    if (placement != seen_) {
        seen_ = placement;
        seen_since_ = now;
    }
    if (seen_ && seen_ != kept_ && now - seen_since_ >= kRest) remember(*seen_);
}

void WindowMemory::finish(const Window& window) {
    if (const auto placement = window.placement(); placement && placement != kept_) remember(*placement);
}

void WindowMemory::remember(const WindowPlacement& placement) {
    kept_ = placement;
    library_.set_setting(kSetting, to_text(placement));
}

}  // namespace cliffhanger
