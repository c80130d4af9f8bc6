// SDL's events as the application's. Pure but for SDL's key and button names.
#pragma once

#include <SDL.h>

#include <optional>

#include "app/input/input_event.h"

namespace cliffhanger {

struct SdlEventContext {
    Size pixels;                 ///< of the window
    float pixels_per_point = 1;  ///< SDL's window coordinates to physical pixels
    Microseconds now{0};
};

/// nullopt for what the application does not care about.
std::optional<InputEvent> translate(const SDL_Event& event, const SdlEventContext& context);

}  // namespace cliffhanger
