#include "app/playback/environment_language.h"

#include <algorithm>
#include <cstdlib>

#include "net/catalog/language_tag.h"

namespace cliffhanger {

std::string environment_language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread that sets it
        if (value == nullptr || *value == '\0') continue;
        std::string tag = std::string(value).substr(0, std::string_view(value).find_first_of(".@"));
        if (tag == "C" || tag == "POSIX") return "en";
        std::replace(tag.begin(), tag.end(), '_', '-');
        if (tag == "zh-CN" || tag == "zh-SG" || tag == "zh") return "zh-Hans";
        if (tag == "zh-TW" || tag == "zh-HK" || tag == "zh-MO") return "zh-Hant";
        return tag == "pt-BR" ? tag : std::string(primary_language(tag));
    }
    return "en";
}

}  // namespace cliffhanger
