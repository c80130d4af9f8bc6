#include "app/input/key_map_file.h"

#include <SDL.h>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/input/latin_keys.h"
#include "net/catalog/text_encoding.h"
#include "net/user_folder.h"

namespace cliffhanger {
namespace {

/// Nobody writes a longer one by hand.
constexpr std::uintmax_t kMostBytes = 256 * 1024;

bool is_sdl_key(const std::string& name) {
    const SDL_Keycode key = valid_utf8(name) == name ? SDL_GetKeyFromName(name.c_str()) : SDLK_UNKNOWN;
    return key != SDLK_UNKNOWN && !beyond_latin(key);
}

}  // namespace

std::string key_map_path() {
    const auto folder = user_folder(UserFolder::Config);
    return folder.empty() ? std::string() : (folder / "keys.conf").string();
}

KeyMap load_key_map(const std::string& path) {
    KeyMap keys;
    std::error_code error;
    if (path.empty() || !std::filesystem::exists(path, error)) return keys;
    const auto refuse = [&](const char* why) {
        spdlog::warn("{}: {}; the built-in key bindings are used", path, why);
        keys.report(why);
        return keys;
    };
    if (!std::filesystem::is_regular_file(path, error)) return refuse("this is no file");
    if (std::filesystem::file_size(path, error) > kMostBytes || error) return refuse("too large for key bindings");
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) return refuse("cannot be read");
    for (const KeyFinding& finding : keys.load(text.str(), is_sdl_key))
        spdlog::warn("{}:{}: {}", path, finding.line, finding.message);
    return keys;
}

}  // namespace cliffhanger
