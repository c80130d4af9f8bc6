// Numbers inside names: ASCII digits and Chinese numerals. Pure, thread-safe.
#pragma once

#include <optional>
#include <string_view>

namespace cliffhanger {

struct Numeral {
    int value = 0;
    std::size_t length = 0;  ///< characters
};

inline bool is_ascii_digit(char32_t character) { return character >= U'0' && character <= U'9'; }

/// Digits at `at`, at most `most` of them; nullopt when there are none or more.
std::optional<Numeral> digits_at(std::u32string_view text, std::size_t at, std::size_t most = 4);

/// 十二, 二十, 一百零五, 一二 at `at`.
std::optional<Numeral> chinese_at(std::u32string_view text, std::size_t at);

/// Either of them.
std::optional<Numeral> numeral_at(std::u32string_view text, std::size_t at);

}  // namespace cliffhanger
