#include <cstdlib>
#include <filesystem>

#include "app/platform/session_bus.h"

namespace cliffhanger {

void avoid_session_bus_autolaunch() {
    if (std::getenv("DBUS_SESSION_BUS_ADDRESS") != nullptr) return;  // NOLINT(concurrency-mt-unsafe)
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");            // NOLINT(concurrency-mt-unsafe)
    std::error_code error;
    if (runtime != nullptr && std::filesystem::exists(std::filesystem::path(runtime) / "bus", error)) return;
    // An address that nobody listens on: libdbus then fails at once instead of launching.
    setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/dev/null", 0);  // NOLINT(concurrency-mt-unsafe)
}

}  // namespace cliffhanger
