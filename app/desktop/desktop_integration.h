// What the program is to the desktop around it. One object for the application to hold; not there in headless runs.
// Main thread only; never blocks.
#pragma once

#include <functional>
#include <memory>

#include "app/desktop/media_controls.h"
#include "app/desktop/window_memory.h"
#include "app/options.h"
#include "app/platform/metered_network.h"
#include "app/platform/single_instance.h"
#include "app/playback/playback_host.h"
#include "app/render/window.h"

namespace cliffhanger {

class DesktopIntegration {
 public:
    /// Outlives this.
    struct Surroundings {
        PlaybackHost& host;
        Library& library;
        const PlayOptions& options;
        Window& window;
        SingleInstance* instance;                      ///< nullptr: nobody hands over to this run
        std::function<void()> wake;                    ///< thread-safe
        std::function<void(const InputEvent&)> input;  ///< as if a person had
        std::function<void(ScreenKind)> show;          ///< goes there
        std::function<bool()> repeats;                 ///< as MediaControls::Actions
    };
    explicit DesktopIntegration(Surroundings surroundings);
    ~DesktopIntegration();

    /// Once a loop turn, after the first picture has been shown.
    void turn(Microseconds now);

    /// Plays what is named, in the window that comes to the front.
    void open(const HandOver& request);

 private:
    Surroundings surroundings_;
    std::unique_ptr<MeteredNetwork> network_;
    std::unique_ptr<MediaControls> controls_;
    WindowMemory window_memory_;
};

}  // namespace cliffhanger
