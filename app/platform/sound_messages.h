// What the sound system's own library writes to standard error by itself.
#pragma once

namespace cliffhanger {

/// ALSA writes a dozen lines where there is no sound card; the log says it in one. Call it when SDL has been loaded and
/// before it looks for devices. Any thread, once or more.
void quiet_sound_messages();

}  // namespace cliffhanger
