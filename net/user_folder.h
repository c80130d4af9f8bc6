// Where the viewer's files belong, by the XDG Base Directory Specification. Reads the environment: call it before
// threads that change it.
#pragma once

#include <filesystem>

namespace cliffhanger {

enum class UserFolder {
    Config,  ///< what the viewer has written: $XDG_CONFIG_HOME, ~/.config
    Data,    ///< what the viewer would miss: $XDG_DATA_HOME, ~/.local/share
    State,   ///< what is remembered and can be lost: $XDG_STATE_HOME, ~/.local/state
    Cache,   ///< what can be made again: $XDG_CACHE_HOME, ~/.cache
};

/// "…/cliffhanger" in it, which need not exist; empty when neither variable nor home is there.
std::filesystem::path user_folder(UserFolder folder);

}  // namespace cliffhanger
