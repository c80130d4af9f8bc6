#include "app/library/library_records.h"

#include <filesystem>

namespace cliffhanger {

std::string library_feed_key(const std::string& source) {
    if (source.find("://") != std::string::npos || source.find('\n') != std::string::npos) return source;
    std::error_code error;
    const std::filesystem::path path = std::filesystem::weakly_canonical(source, error);
    return error ? source : path.string();
}

}  // namespace cliffhanger
