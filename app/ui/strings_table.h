// The table behind Strings: one row a text, one column a language.
#pragma once

#include <array>

#include "app/ui/strings.h"

namespace cliffhanger {

inline constexpr std::size_t kLanguageCount = 9;
inline constexpr std::array<std::string_view, kLanguageCount> kLanguages = {"en", "zh-Hans", "ja",    "ko", "ar",
                                                                            "th", "hi",      "pt-BR", "id"};

struct StringRow {
    Text text;
    std::array<std::string_view, kLanguageCount> values;
};

/// In the order of Text.
extern const std::array<StringRow, static_cast<std::size_t>(Text::kCount)> kStringRows;

}  // namespace cliffhanger
