#include "app/platform/linux_gpu.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <vector>

namespace cliffhanger {
namespace {

bool draws_in_software(std::string_view driver) {
    constexpr std::array<std::string_view, 9> kSoftware{
        "vgem", "vkms", "simpledrm", "simple-framebuffer", "bochs-drm", "cirrus", "ast", "mgag200", "udl"};
    return std::find(kSoftware.begin(), kSoftware.end(), driver) != kSoftware.end();
}

bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0' && std::string_view(value) != "0" && std::string_view(value) != "false";
}

}  // namespace

std::string usable_gpu_driver(const std::string& dri_directory, const std::string& class_directory) {
    if (is_set("LIBGL_ALWAYS_SOFTWARE")) return {};
    namespace fs = std::filesystem;
    std::error_code error;
    std::vector<fs::path> nodes;
    for (fs::directory_iterator it(dri_directory, error), end; !error && it != end; it.increment(error)) {
        if (it->path().filename().string().starts_with("renderD")) nodes.push_back(it->path());
    }
    std::sort(nodes.begin(), nodes.end());
    for (const fs::path& node : nodes) {
        if (::access(node.c_str(), R_OK | W_OK) != 0) continue;
        const fs::path link = fs::path(class_directory) / node.filename() / "device" / "driver";
        const std::string driver = fs::read_symlink(link, error).filename().string();
        if (!driver.empty() && !draws_in_software(driver)) return driver;
    }
    return {};
}

}  // namespace cliffhanger
