#include "app/desktop/desktop_integration.h"

namespace cliffhanger {

DesktopIntegration::DesktopIntegration(Surroundings surroundings)
    : surroundings_(std::move(surroundings)), window_memory_(surroundings_.library) {
    if (surroundings_.instance != nullptr) surroundings_.instance->listen(surroundings_.wake);
}

DesktopIntegration::~DesktopIntegration() {
    window_memory_.finish(surroundings_.window);
    if (surroundings_.instance != nullptr) surroundings_.instance->stop_listening();
}

void DesktopIntegration::turn(Microseconds now) {
    if (!network_) network_ = std::make_unique<MeteredNetwork>(surroundings_.wake);
    surroundings_.host.set_metered(network_->metered());
    // Whoever asks on the desktop is no visitor of a public screen.
    if (surroundings_.options.kiosk) return;
    if (!controls_) {
        const auto detail =
            surroundings_.options.private_run ? MediaControls::Detail::Private : MediaControls::Detail::Full;
        controls_ = std::make_unique<MediaControls>(
            surroundings_.host,
            MediaControls::Actions{surroundings_.wake, surroundings_.input, surroundings_.repeats,
                                   [this] { surroundings_.window.raise(); },
                                   [this](const std::string& source) { open({.source = source}); }},
            detail);
    }
    controls_->turn(now);
    window_memory_.turn(now, surroundings_.window);
    while (surroundings_.instance != nullptr) {
        const auto request = surroundings_.instance->take();
        if (!request) break;
        open(*request);
    }
}

void DesktopIntegration::open(const HandOver& request) {
    if (!request.source.empty()) {
        surroundings_.host.open_source(request.source, request.start);
    } else if (request.screen) {
        surroundings_.show(*request.screen);
    }
    if (request.fullscreen) surroundings_.window.set_fullscreen(true);
    surroundings_.window.raise();
}

}  // namespace cliffhanger
