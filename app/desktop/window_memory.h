// Where the window was left, from one run to the next, in the viewer's library. Main thread only.
#pragma once

#include <optional>

#include "app/library/library.h"
#include "app/options.h"
#include "app/render/window.h"

namespace cliffhanger {

class WindowMemory {
 public:
    explicit WindowMemory(Library& library) : library_(library) {}

    /// What was remembered, as far as the options leave it open. Waits for the library, which is read beside the feed,
    /// for a moment only.
    static WindowOptions recall(Library& library, const PlayOptions& options);

    /// Once a loop turn: remembers a window that has come to rest.
    void turn(Microseconds now, const Window& window);
    /// At the end, wherever it is.
    void finish(const Window& window);

 private:
    void remember(const WindowPlacement& placement);

    Library& library_;
    std::optional<WindowPlacement> seen_, kept_;
    Microseconds seen_since_{0};
};

}  // namespace cliffhanger
