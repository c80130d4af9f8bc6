// Whether the desktop's settings ask for less motion. Implemented for Linux; elsewhere it says no.
#pragma once

namespace cliffhanger {

/// GTK's `gtk-enable-animations` (KDE writes it too) and KDE's own `AnimationDurationFactor`, from the files that the
/// desktops keep them in: asking over D-Bus would cost more than the whole start. Reads two small files.
bool desktop_wants_less_motion();

}  // namespace cliffhanger
