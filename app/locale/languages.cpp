#include "app/locale/languages.h"

#include <utility>

#include "net/catalog/language_tag.h"

namespace cliffhanger {

std::string_view interface_language(std::string_view tag) {
    if (tag == kPseudoLong) return kPseudoLong;
    if (tag == kPseudoMirrored) return kPseudoMirrored;
    const std::string_view primary = primary_language(tag);
    if (primary == "zh" || primary == "yue")
        return is_traditional_chinese(tag) || primary == "yue" ? "zh-Hant" : "zh-Hans";
    // The tag that Indonesian once had, and that Java and Android still write.
    if (primary == "in") return "id";
    for (const InterfaceLanguage& language : kInterfaceLanguages) {
        if (primary_language(language.tag) == primary) return language.tag;
    }
    return "en";
}

std::string_view fallback_language(std::string_view language) { return language == "zh-Hant" ? "zh-Hans" : ""; }

bool is_right_to_left(std::string_view language) { return language == "ar" || language == kPseudoMirrored; }

std::string endonym(std::string_view language) {
    static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
        {"en", "English"}, {"zh-Hant", "繁體中文"}, {"zh", "简体中文"},      {"ja", "日本語"},    {"ko", "한국어"},
        {"ar", "العربية"}, {"th", "ไทย"},           {"hi", "हिन्दी"},         {"pt", "Português"}, {"id", "Indonesia"},
        {"es", "Español"}, {"fr", "Français"},      {"de", "Deutsch"},       {"it", "Italiano"},  {"vi", "Tiếng Việt"},
        {"ru", "Русский"}, {"tr", "Türkçe"},        {"ms", "Bahasa Melayu"}, {"tl", "Filipino"},  {"fil", "Filipino"},
        {"pl", "Polski"},  {"nl", "Nederlands"},    {"uk", "Українська"},    {"he", "עברית"},     {"fa", "فارسی"},
        {"bn", "বাংলা"},   {"ta", "தமிழ்"},          {"te", "తెలుగు"},
    };
    for (const auto& [tag, name] : kNames) {
        if (tag == language) return std::string(name);
    }
    const std::string_view written = is_traditional_chinese(language) ? "zh-Hant" : primary_language(language);
    for (const auto& [tag, name] : kNames) {
        if (tag == written) return std::string(name);
    }
    return std::string(language);
}

}  // namespace cliffhanger
