// Language tags as feeds and file names write them. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cliffhanger {

/// "zh_CN", "CHS", "eng", "English", "pt-br" -> "zh-CN", "zh-Hans", "en", "en", "pt-BR"; nullopt for what names no
/// language at all.
std::optional<std::string> normalize_language(std::string_view tag);

/// Whether the tag is already what normalize_language would make of it (letter case aside).
bool is_proper_language_tag(std::string_view tag);

/// As normalize_language, but only for what nobody would write into a file name with another meaning: known two- and
/// three-letter codes, with subtags, and names of languages.
std::optional<std::string> language_from_file_name(std::string_view token);

/// "zh-Hant-TW" -> "zh".
std::string_view primary_language(std::string_view tag);

/// Chinese in traditional characters: by its script ("zh-Hant"), else by its region ("zh-TW", "zh-HK", "zh-MO").
bool is_traditional_chinese(std::string_view tag);

}  // namespace cliffhanger
