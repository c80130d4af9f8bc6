// Which keys shortcuts are named after.
#pragma once

#include <SDL_keyboard.h>

namespace cliffhanger {

/// What is engraved on it is a letter of another script (Arabic, Thai, Cyrillic ...): shortcuts go by what a US
/// keyboard has there. 0x250 is where Unicode's Latin blocks end.
constexpr bool beyond_latin(SDL_Keycode key) { return (key & SDLK_SCANCODE_MASK) == 0 && key >= 0x250; }

}  // namespace cliffhanger
