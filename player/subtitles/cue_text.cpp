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

/// \p1 begins a vector drawing and \p0 ends it; \pos, \pbo and their like are something else.
bool drawing_after(std::string_view overrides, bool drawing) {
    for (std::size_t at = overrides.find("\\p"); at != std::string_view::npos; at = overrides.find("\\p", at + 2)) {
        if (at + 2 < overrides.size() && overrides[at + 2] >= '0' && overrides[at + 2] <= '9') {
            drawing = overrides[at + 2] != '0';
        }
    }
    return drawing;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f'; }

std::string_view trim(std::string_view line) {
    while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
    while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
    return line;
}

}  // namespace

std::string plain_text_from_ass(std::string_view text) {
    std::string out;
    bool drawing = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '{') {
            if (const std::size_t close = text.find('}', i); close != std::string_view::npos) {
                drawing = drawing_after(text.substr(i, close - i), drawing);
                i = close;
                continue;
            }
        }
        if (drawing) continue;
        if (text[i] == '\\' && i + 1 < text.size()) {
            const char next = text[i + 1];
            if (next == 'N' || next == 'n' || next == 'h') {
                out += next == 'h' ? ' ' : '\n';
                ++i;
                continue;
            }
        }
        out += text[i];
    }
    return trim_lines(out);
}

std::string plain_text_from_markup(std::string_view text) {
    std::string out;
    bool reading = false;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '<') {
            const std::size_t close = std::min(text.find('>', i), text.size());
            const std::string_view tag = text.substr(i + 1, close - i - 1);
            if (tag == "rt" || tag.substr(0, 3) == "rt.") reading = true;
            if (tag == "/rt" || tag == "/ruby") reading = false;
            i = close + 1;
            continue;
        }
        const std::size_t next = std::min(text.find('<', i), text.size());
        if (!reading) out += text.substr(i, next - i);
        i = next;
    }
    return trim_lines(decode_entities(out));
}

std::string plain_text_from_srt(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view opening = text.substr(i, 2);
        const bool tag = opening.size() == 2 && opening[0] == '<' && (is_letter(opening[1]) || opening[1] == '/');
        if (tag || opening == "{\\") {
            const std::size_t close = text.find_first_of(tag ? ">\n" : "}\n", i);
            if (close != std::string_view::npos && text[close] != '\n') {
                i = close;
                continue;
            }
        }
        out += text[i];
    }
    return trim_lines(decode_entities(out));
}

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
