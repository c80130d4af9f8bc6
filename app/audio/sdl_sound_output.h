// The system's default sound device, by SDL.
#pragma once

#include "app/audio/sound_output.h"

namespace cliffhanger {

/// As OpenSoundOutput. One at a time.
[[nodiscard]] Result<std::unique_ptr<SoundOutput>> open_sdl_sound_output(PullSound pull);

}  // namespace cliffhanger
