#include "app/render/cursor.h"

#include <SDL.h>

namespace cliffhanger {

void show_cursor(bool on) { SDL_ShowCursor(on ? SDL_ENABLE : SDL_DISABLE); }

}  // namespace cliffhanger
