// Takes small things off the front of a text: the grammar of dates and times in feeds and playlists. Pure.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace cliffhanger {

/// Locale plays no part, unlike in std::isdigit.
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Exactly `count` digits (at most nine), as a number. Nothing is taken when there are fewer.
inline std::optional<int> take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count || !std::all_of(text.begin(), text.begin() + count, is_digit)) return std::nullopt;
    int value = 0;
    for (const char digit : text.substr(0, count)) value = value * 10 + (digit - '0');
    text.remove_prefix(count);
    return value;
}

/// Whether `c` was there.
inline bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

}  // namespace cliffhanger
