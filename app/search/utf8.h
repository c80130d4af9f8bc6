// UTF-8 in and out, a character at a time. Pure. Bytes that are no UTF-8 come out as U+FFFD, one each.
#pragma once

#include <string>
#include <string_view>

namespace cliffhanger {

/// The character at `at`, which is moved behind it.
inline char32_t next_character(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    if (first < 0x80) return first;
    const int more = first >= 0xF0 && first < 0xF5   ? 3
                     : first >= 0xE0 && first < 0xF0 ? 2
                     : first >= 0xC2 && first < 0xE0 ? 1
                                                     : 0;
    if (more == 0 || text.size() - at < static_cast<std::size_t>(more)) return 0xFFFD;
    char32_t character = first & (0x3Fu >> more);
    for (int i = 0; i < more; ++i) {
        const unsigned char next = byte(at + static_cast<std::size_t>(i));
        if ((next & 0xC0u) != 0x80u) return 0xFFFD;
        character = (character << 6) | (next & 0x3Fu);
    }
    const bool too_long = (more == 2 && character < 0x800) || (more == 3 && character < 0x10000);
    if (too_long || character > 0x10FFFF || (character >= 0xD800 && character < 0xE000)) return 0xFFFD;
    at += static_cast<std::size_t>(more);
    return character;
}

inline void append_utf8(std::string& text, char32_t c) {
    const auto put = [&](char32_t value) { text.push_back(static_cast<char>(value)); };
    if (c < 0x80) return put(c);
    if (c < 0x800) {
        put(0xC0 | (c >> 6));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
    }
    put(0x80 | (c & 0x3F));
}

inline std::u32string to_characters(std::string_view text) {
    std::u32string characters;
    for (std::size_t at = 0; at < text.size();) characters.push_back(next_character(text, at));
    return characters;
}

inline std::string to_utf8(std::u32string_view characters) {
    std::string text;
    for (const char32_t c : characters) append_utf8(text, c);
    return text;
}

}  // namespace cliffhanger
