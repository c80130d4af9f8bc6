#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "app/platform/desktop_motion.h"

namespace cliffhanger {
namespace {

/// The value behind "name=" in an INI file; empty when there is none.
std::string ini_value(const std::filesystem::path& path, const std::string& name) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.rfind(name, 0) == 0 && line.size() > name.size() && line[name.size()] == '=')
            return line.substr(name.size() + 1);
    }
    return {};
}

}  // namespace

bool desktop_wants_less_motion() {
    const char* config = std::getenv("XDG_CONFIG_HOME");  // NOLINT(concurrency-mt-unsafe)
    const char* home = std::getenv("HOME");               // NOLINT(concurrency-mt-unsafe)
    if (config == nullptr && home == nullptr) return false;
    const std::filesystem::path folder =
        config != nullptr && *config != '\0' ? std::filesystem::path(config) : std::filesystem::path(home) / ".config";
    for (const char* version : {"gtk-4.0", "gtk-3.0"}) {
        const std::string animations = ini_value(folder / version / "settings.ini", "gtk-enable-animations");
        if (animations == "0" || animations == "false") return true;
        if (!animations.empty()) return false;
    }
    return ini_value(folder / "kdeglobals", "AnimationDurationFactor") == "0";
}

}  // namespace cliffhanger
