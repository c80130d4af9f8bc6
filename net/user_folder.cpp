#include "net/user_folder.h"

#include <cstdlib>
#include <utility>

namespace cliffhanger {
namespace {

/// The specification: a path that is not absolute counts as not set.
std::filesystem::path absolute_path_in(const char* variable) {
    const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): see the header
    if (value == nullptr || value[0] != '/') return {};
    return value;
}

std::pair<const char*, const char*> variable_and_default(UserFolder folder) {
    switch (folder) {
        case UserFolder::Config:
            return {"XDG_CONFIG_HOME", ".config"};
        case UserFolder::Data:
            return {"XDG_DATA_HOME", ".local/share"};
        case UserFolder::State:
            return {"XDG_STATE_HOME", ".local/state"};
        case UserFolder::Cache:
            break;
    }
    return {"XDG_CACHE_HOME", ".cache"};
}

}  // namespace

std::filesystem::path user_folder(UserFolder folder) {
    const auto [variable, below_home] = variable_and_default(folder);
    if (const auto set = absolute_path_in(variable); !set.empty()) return set / "cliffhanger";
    const auto home = absolute_path_in("HOME");
    return home.empty() ? home : home / below_home / "cliffhanger";
}

}  // namespace cliffhanger
