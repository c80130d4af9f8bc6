#include "app/desktop/file_address.h"

namespace cliffhanger {

std::string as_address(std::string_view path_or_address) {
    if (path_or_address.empty() || path_or_address.front() != '/') return std::string(path_or_address);
    constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=:@";
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string result = "file://";
    for (const char c : path_or_address) {
        if (kPlain.find(c) != std::string_view::npos) {
            result += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        result += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
    return result;
}

}  // namespace cliffhanger
