#include "net/catalog/numerals.h"

namespace cliffhanger {

namespace {

int chinese_digit(char32_t character) {
    constexpr std::u32string_view kDigits = U"零一二三四五六七八九", kFormal = U"〇壹贰叁肆伍陆柒捌玖";
    if (character == U'两' || character == U'兩') return 2;
    std::size_t value = kDigits.find(character);
    if (value == std::u32string_view::npos) value = kFormal.find(character);
    return value == std::u32string_view::npos ? -1 : static_cast<int>(value);
}

int chinese_unit(char32_t character) {
    switch (character) {
        case U'十':
        case U'拾':
            return 10;
        case U'百':
        case U'佰':
            return 100;
        case U'千':
        case U'仟':
            return 1000;
        default:
            return 0;
    }
}

}  // namespace

std::optional<Numeral> digits_at(std::u32string_view text, std::size_t at, std::size_t most) {
    Numeral numeral;
    while (at + numeral.length < text.size() && is_ascii_digit(text[at + numeral.length])) {
        if (numeral.length == most) return std::nullopt;
        numeral.value = numeral.value * 10 + static_cast<int>(text[at + numeral.length] - U'0');
        ++numeral.length;
    }
    if (numeral.length == 0) return std::nullopt;
    return numeral;
}

std::optional<Numeral> chinese_at(std::u32string_view text, std::size_t at) {
    constexpr std::size_t kLongest = 8;
    int total = 0, pending = -1;
    bool units = false;
    std::size_t length = 0;
    for (; at + length < text.size() && length <= kLongest; ++length) {
        const char32_t character = text[at + length];
        if (const int digit = chinese_digit(character); digit >= 0) {
            pending = units || pending < 0 ? digit : pending * 10 + digit;  // 一二 is read digit by digit
        } else if (const int unit = chinese_unit(character); unit > 0) {
            total += (pending < 0 ? 1 : pending) * unit;
            pending = -1;
            units = true;
        } else {
            break;
        }
    }
    if (length == 0 || length > kLongest) return std::nullopt;
    return Numeral{total + (pending > 0 ? pending : 0), length};
}

std::optional<Numeral> numeral_at(std::u32string_view text, std::size_t at) {
    if (const auto digits = digits_at(text, at)) return digits;
    return chinese_at(text, at);
}

}  // namespace cliffhanger
