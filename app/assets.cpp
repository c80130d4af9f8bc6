#include "app/assets.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "app/platform/process_info.h"

namespace cliffhanger {

std::string find_asset(const std::string& name) {
    std::vector<std::filesystem::path> roots;
    if (const char* given = std::getenv("CLIFFHANGER_ASSETS"))
        roots.emplace_back(given);  // NOLINT(concurrency-mt-unsafe)
    const std::filesystem::path binary = executable_path();
    roots.push_back(binary.parent_path().parent_path() / "share" / "cliffhanger");
    roots.emplace_back(CLIFFHANGER_INSTALL_ASSETS);
    roots.emplace_back(CLIFFHANGER_BUILD_ASSETS);
    roots.emplace_back(CLIFFHANGER_SOURCE_ASSETS);
    for (const auto& root : roots) {
        std::error_code error;
        if (std::filesystem::exists(root / name, error)) return (root / name).string();
    }
    return {};
}

}  // namespace cliffhanger
