#include "app/input/key_map_file.h"

#include <spdlog/spdlog.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "net/user_folder.h"

namespace cliffhanger {
namespace {

/// Nobody writes a longer one by hand.
constexpr std::uintmax_t kMostBytes = 256 * 1024;

}  // namespace

std::string key_map_path() {
    const auto folder = user_folder(UserFolder::Config);
    return folder.empty() ? std::string() : (folder / "keys.conf").string();
}

KeyMap load_key_map(const std::string& path) {
    KeyMap keys;
    std::error_code error;
    if (path.empty() || !std::filesystem::is_regular_file(path, error)) return keys;
    if (std::filesystem::file_size(path, error) > kMostBytes || error) {
        spdlog::warn("{}: too large for key bindings; the built-in ones are used", path);
        return keys;
    }
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) {
        spdlog::warn("{}: cannot be read; the built-in key bindings are used", path);
        return keys;
    }
    for (const KeyFinding& finding : keys.load(text.str()))
        spdlog::warn("{}:{}: {}", path, finding.line, finding.message);
    return keys;
}

}  // namespace cliffhanger
