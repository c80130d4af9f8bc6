// What the desktop says about scaling. Linux only; main thread, after the window was made.
#pragma once

#include <SDL.h>

namespace cliffhanger {

/// Xft.dpi / 96 on X11, or GDK_SCALE; 1 when nobody says anything.
float desktop_scale(SDL_Window* window);

}  // namespace cliffhanger
