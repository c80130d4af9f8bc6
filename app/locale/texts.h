// Every text of the interface, by name, with its English words: what the catalogs translate.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cliffhanger {

enum class Text : std::uint16_t {
#define TEXT(name, english) name,
#define PLURAL(name, one, other)
#include "app/locale/text_list.inc"
#undef TEXT
#undef PLURAL
    kCount
};

/// Texts with a number in them that the words depend on.
enum class Plural : std::uint16_t {
#define TEXT(name, english)
#define PLURAL(name, one, other) name,
#include "app/locale/text_list.inc"
#undef TEXT
#undef PLURAL
    kCount
};

inline constexpr auto kTextCount = static_cast<std::size_t>(Text::kCount);
inline constexpr auto kPluralCount = static_cast<std::size_t>(Plural::kCount);

/// The name is the catalogs' msgctxt: what reads alike in English needs not in other languages.
struct TextSource {
    std::string_view name, english;
};
struct PluralSource {
    std::string_view name, one, other;
};

/// In the order of Text and Plural.
extern const std::array<TextSource, kTextCount> kTextSources;
extern const std::array<PluralSource, kPluralCount> kPluralSources;

}  // namespace cliffhanger
