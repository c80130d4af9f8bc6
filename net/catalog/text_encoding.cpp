#include "net/catalog/text_encoding.h"

#include <algorithm>

namespace cliffhanger {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// One code point at `at`; a length of 0 means that the byte there starts nothing valid.
struct Decoded {
    char32_t value = kReplacement;
    std::size_t length = 0;
};

Decoded decode_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned char first = byte(at);
    if (first < 0x80) return {first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return {};
    char32_t value = first & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return {};
        value = (value << 6) | (byte(at + i) & 0x3Fu);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) return {};
    return {value, length};
}

enum class ByteOrder { Little, Big };

std::string utf16_to_utf8(std::string_view bytes, ByteOrder order) {
    std::string text;
    text.reserve(bytes.size());
    const auto unit = [&](std::size_t at) -> char32_t {
        const auto a = static_cast<unsigned char>(bytes[at]);
        const auto b = static_cast<unsigned char>(bytes[at + 1]);
        return order == ByteOrder::Little ? (b << 8 | a) : (a << 8 | b);
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t value = unit(at);
        if (value >= 0xD800 && value <= 0xDBFF && at + 3 < bytes.size()) {
            const char32_t low = unit(at + 2);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        if (value >= 0xD800 && value <= 0xDFFF) value = kReplacement;
        append_utf8(text, value);
    }
    return text;
}

/// UTF-16 by its mark, or by the zero in one half of its first two characters.
std::optional<ByteOrder> utf16_order(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) return ByteOrder::Little;
    if (bytes.starts_with("\xFE\xFF")) return ByteOrder::Big;
    if (bytes.size() < 4) return std::nullopt;
    const auto is_zero = [&](std::size_t at) { return bytes[at] == '\0'; };
    if (!is_zero(0) && is_zero(1) && !is_zero(2) && is_zero(3)) return ByteOrder::Little;
    if (is_zero(0) && !is_zero(1) && is_zero(2) && !is_zero(3)) return ByteOrder::Big;
    return std::nullopt;
}

}  // namespace

void append_utf8(std::string& text, char32_t value) {
    const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
    if (value < 0x80) {
        put(value);
    } else if (value < 0x800) {
        put(0xC0 | (value >> 6));
        put(0x80 | (value & 0x3F));
    } else if (value < 0x10000) {
        put(0xE0 | (value >> 12));
        put(0x80 | ((value >> 6) & 0x3F));
        put(0x80 | (value & 0x3F));
    } else {
        put(0xF0 | (value >> 18));
        put(0x80 | ((value >> 12) & 0x3F));
        put(0x80 | ((value >> 6) & 0x3F));
        put(0x80 | (value & 0x3F));
    }
}

DecodedText decode_text(std::string bytes) {
    DecodedText decoded;
    if (const auto order = utf16_order(bytes)) bytes = utf16_to_utf8(bytes, *order);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);

    bool all_valid = true;
    for (std::size_t at = 0; at < bytes.size();) {
        const Decoded character = decode_at(bytes, at);
        if (character.length == 0) {
            decoded.first_invalid = at;
            all_valid = false;
            break;
        }
        at += character.length;
    }
    decoded.text = all_valid ? std::move(bytes) : valid_utf8(bytes);
    for (std::size_t at = 0; at < decoded.text.size(); ++at) {
        char& character = decoded.text[at];
        if (static_cast<unsigned char>(character) >= 0x20 || character == '\n' || character == '\r') continue;
        if (character != '\t' && !decoded.first_control) decoded.first_control = at;
        character = ' ';
    }
    return decoded;
}

std::string valid_utf8(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const Decoded character = decode_at(bytes, at);
        if (character.length == 0) {
            append_utf8(text, kReplacement);
        } else {
            text.append(bytes.substr(at, character.length));
        }
        at += std::max<std::size_t>(character.length, 1);
    }
    return text;
}

std::string without_controls(std::string_view text) {
    const auto may_begin_one = [](char byte) {
        const auto value = static_cast<unsigned char>(byte);
        return value < 0x20 || value == 0x7F || value == 0xC2 || value == 0xE2;
    };
    if (std::none_of(text.begin(), text.end(), may_begin_one)) return std::string(text);
    std::u32string code_points = to_code_points(text);
    std::erase_if(code_points, [](char32_t character) {
        if (character == U'\t' || character == U'\n' || character == U'\r') return false;
        const bool control = character < 0x20 || (character >= 0x7F && character <= 0x9F);
        const bool direction =
            (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
        return control || direction;
    });
    return to_utf8(code_points);
}

std::u32string to_code_points(std::string_view text) {
    std::u32string code_points;
    code_points.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Decoded character = decode_at(text, at);
        code_points += character.value;
        at += std::max<std::size_t>(character.length, 1);
    }
    return code_points;
}

std::string to_utf8(std::u32string_view code_points) {
    std::string text;
    text.reserve(code_points.size());
    for (const char32_t code_point : code_points) append_utf8(text, code_point);
    return text;
}

}  // namespace cliffhanger
