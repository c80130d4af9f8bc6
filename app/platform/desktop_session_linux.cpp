#include <cstdlib>
#include <filesystem>

#include "app/platform/desktop_session.h"

namespace cliffhanger {
namespace {

bool session_bus_runs() {
    if (std::getenv("DBUS_SESSION_BUS_ADDRESS") != nullptr) return true;  // NOLINT(concurrency-mt-unsafe)
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");                 // NOLINT(concurrency-mt-unsafe)
    std::error_code error;
    return runtime != nullptr && std::filesystem::exists(std::filesystem::path(runtime) / "bus", error);
}

}  // namespace

void prepare_desktop_session() {
    // An address that nobody listens on: libdbus then fails at once instead of launching.
    if (!session_bus_runs())
        setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/dev/null", 0);  // NOLINT(concurrency-mt-unsafe)
    setenv("XCOMPOSEFILE", "/dev/null", 0);                            // NOLINT(concurrency-mt-unsafe)
}

}  // namespace cliffhanger
