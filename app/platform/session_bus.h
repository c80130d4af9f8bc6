// The desktop's D-Bus session. Implemented for Linux; elsewhere it does nothing.
#pragma once

namespace cliffhanger {

/// Where no session bus runs, SDL would make libdbus start one: a process left behind and 10 ms of start-up. Before any
/// thread, because it changes the environment.
void avoid_session_bus_autolaunch();

}  // namespace cliffhanger
