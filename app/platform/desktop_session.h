// What the desktop's session would cost at start-up without being of use here. Implemented for Linux; elsewhere it does
// nothing.
#pragma once

namespace cliffhanger {

/// Keeps libdbus from launching a session bus where none runs (a process left behind, and 10 ms), and libX11 from
/// reading its table of composed characters (8 ms), which only a text field needs and this version has none. Before any
/// thread, because it changes the environment. What the environment says already is left alone.
void prepare_desktop_session();

}  // namespace cliffhanger
