// The languages that the interface speaks. Pure, thread-safe.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace cliffhanger {

struct InterfaceLanguage {
    std::string_view tag;      ///< BCP 47
    std::string_view endonym;  ///< what its speakers call it
};

/// In the order that a person chooses from.
inline constexpr std::array<InterfaceLanguage, 12> kInterfaceLanguages = {{
    {"en", "English"},
    {"zh-Hans", "简体中文"},
    {"zh-Hant", "繁體中文"},
    {"ja", "日本語"},
    {"ko", "한국어"},
    {"ar", "العربية"},
    {"th", "ไทย"},
    {"hi", "हिन्दी"},
    {"pt-BR", "Português (Brasil)"},
    {"id", "Bahasa Indonesia"},
    {"es", "Español"},
    {"vi", "Tiếng Việt"},
}};

/// Made from English, for looking at layouts: long and accented, and right to left.
inline constexpr std::string_view kPseudoLong = "en-XA", kPseudoMirrored = "ar-XB";

/// The language of the interface, or the pseudo-language, that serves someone who asked for `tag`: "zh-Hant" for
/// "zh-TW", "pt-BR" for "pt", "en" for one that it does not speak.
std::string_view interface_language(std::string_view tag);

/// Where its missing texts come from: "zh-Hans" for "zh-Hant"; empty for those that fall back to English.
std::string_view fallback_language(std::string_view language);

bool is_right_to_left(std::string_view language);

/// A language's own name ("Español") for its BCP 47 tag; the tag itself when it is not known.
std::string endonym(std::string_view language);

}  // namespace cliffhanger
