#include "player/subtitles/cue_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "net/catalog/text_encoding.h"

namespace cliffhanger {
namespace {

/// The longest reference that we know, with room for leading zeros.
constexpr std::size_t kMaxEntity = 12;

constexpr char32_t kReplacement = 0xFFFD;

bool is_character(char32_t value) { return value != 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF); }

std::optional<char32_t> named_entity(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, char32_t>, 15> kNames{{
        {"amp", U'&'},
        {"lt", U'<'},
        {"gt", U'>'},
        {"quot", U'"'},
        {"apos", U'\''},
        {"nbsp", U'\u00A0'},
        {"lrm", U'\u200E'},
        {"rlm", U'\u200F'},
        {"hellip", U'\u2026'},
        {"mdash", U'\u2014'},
        {"ndash", U'\u2013'},
        {"lsquo", U'\u2018'},
        {"rsquo", U'\u2019'},
        {"ldquo", U'\u201C'},
        {"rdquo", U'\u201D'},
    }};
    const auto found =
        std::find_if(kNames.begin(), kNames.end(), [&](const auto& entry) { return entry.first == name; });
    if (found == kNames.end()) return std::nullopt;
    return found->second;
}

std::optional<char32_t> numeric_entity(std::string_view name) {
    if (name.size() < 2 || name[0] != '#') return std::nullopt;
    const bool hexadecimal = name[1] == 'x' || name[1] == 'X';
    const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return static_cast<char32_t>(value);
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f'; }

std::string_view trim(std::string_view line) {
    while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
    while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
    return line;
}

}  // namespace

std::string decode_entities(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '&') {
            const std::size_t semicolon = text.substr(i, kMaxEntity).find(';');
            if (semicolon != std::string_view::npos) {
                const std::string_view name = text.substr(i + 1, semicolon - 1);
                const auto value = named_entity(name).has_value() ? named_entity(name) : numeric_entity(name);
                if (value) {
                    append_utf8(out, is_character(*value) ? *value : kReplacement);
                    i += semicolon;
                    continue;
                }
            }
        }
        out += text[i];
    }
    return out;
}

std::string trim_lines(std::string_view text) {
    std::string out;
    std::size_t empty_lines = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = trim(text.substr(begin, end - begin));
        if (line.empty()) {
            ++empty_lines;
        } else {
            if (!out.empty()) out.append(empty_lines + 1, '\n');
            out += line;
            empty_lines = 0;
        }
        begin = end + 1;
    }
    return out;
}

}  // namespace cliffhanger
