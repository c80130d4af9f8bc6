#include "net/catalog/catalog.h"

#include <algorithm>

#include "net/catalog/feed_values.h"
#include "net/catalog/language_tag.h"

namespace cliffhanger {

const std::string& LocalizedText::get(std::string_view language) const {
    static const std::string kNothing;
    if (values.empty()) return kNothing;
    const auto find = [&](auto matches) { return std::find_if(values.begin(), values.end(), matches); };
    auto found = find([&](const auto& value) { return equal_ignoring_case(value.first, language); });
    if (found == values.end() && !language.empty()) {
        found = find([&](const auto& value) {
            return equal_ignoring_case(primary_language(value.first), primary_language(language));
        });
    }
    return found == values.end() ? values.front().second : found->second;
}

bool is_streaming_type(std::string_view video_type) noexcept {
    return video_type == "HLS" || video_type == "DASH" || video_type == "SMOOTH";
}

std::string_view to_string(CatalogFormat format) noexcept {
    switch (format) {
        case CatalogFormat::RokuDirectPublisher:
            return "roku-direct-publisher";
        case CatalogFormat::RokuSearch:
            return "roku-search";
        case CatalogFormat::Folder:
            return "folder";
        case CatalogFormat::SingleMedia:
            return "media";
    }
    return "";
}

std::string_view to_string(Severity severity) noexcept {
    switch (severity) {
        case Severity::Error:
            return "error";
        case Severity::Warning:
            return "warning";
        case Severity::Info:
            return "info";
    }
    return "";
}

}  // namespace cliffhanger
