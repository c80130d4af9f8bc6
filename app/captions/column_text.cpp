#include "app/captions/column_text.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace cliffhanger {
namespace {

constexpr char32_t kWideBlank = U'\u3000';

/// Punctuation that looks different in columns.
constexpr std::array<std::pair<char32_t, char32_t>, 21> kTurned = {{
    {U'，', U'︐'}, {U'、', U'︑'}, {U'。', U'︒'}, {U'：', U'︓'}, {U'；', U'︔'}, {U'…', U'︙'},  {U'—', U'︱'},
    {U'ー', U'︱'}, {U'－', U'︱'}, {U'～', U'︴'}, {U'（', U'︵'}, {U'）', U'︶'}, {U'「', U'﹁'}, {U'」', U'﹂'},
    {U'『', U'﹃'}, {U'』', U'﹄'}, {U'《', U'︽'}, {U'》', U'︾'}, {U'【', U'︻'}, {U'】', U'︼'}, {U'“', U'﹁'},
}};

bool is_wide(char32_t c) {
    return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x20000 && c <= 0x3FFFD);
}

/// What the letter is in a column; 0: it has no place in one.
char32_t upright(char32_t c) {
    const auto turned = std::ranges::find(kTurned, c, [](const auto& pair) { return pair.first; });
    if (turned != kTurned.end()) return turned->second;
    if (c == U'”') return U'﹂';
    if (c == U' ') return kWideBlank;
    if (c > U' ' && c < 0x7F) return c - 0x21 + 0xFF01;
    return is_wide(c) ? c : 0;
}

std::u32string decoded(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = length == 1 ? lead : lead & (0x7Fu >> length);
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            c = c << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3F);
        out += c;
        i += length;
    }
    return out;
}

void append(std::string& out, char32_t c) {
    const auto tail = [&](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x10000) {
        out += {static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)};
    } else {
        out += {static_cast<char>(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
    }
}

}  // namespace

std::optional<std::string> text_in_columns(std::string_view text, bool from_right, std::size_t most_rows) {
    std::vector<std::u32string> columns(1);
    std::size_t wide = 0, all = 0;
    for (const char32_t letter : decoded(text)) {
        if (letter == U'\n') {
            columns.emplace_back();
            continue;
        }
        const char32_t c = upright(letter);
        if (c == 0) return std::nullopt;
        ++all;
        wide += is_wide(letter);
        if (columns.back().size() == most_rows) columns.emplace_back();
        columns.back() += c;
    }
    if (wide * 2 < all || all == 0) return std::nullopt;
    if (from_right) std::ranges::reverse(columns);
    const std::size_t rows = std::ranges::max(columns, {}, &std::u32string::size).size();
    std::string out;
    for (std::size_t row = 0; row < rows; ++row) {
        if (row > 0) out += '\n';
        for (const std::u32string& column : columns) append(out, row < column.size() ? column[row] : kWideBlank);
    }
    return out;
}

}  // namespace cliffhanger
