#include "app/captions/caption_style.h"

#include <array>

namespace cliffhanger {
namespace {

/// One digit each, in the order of the members.
constexpr std::array<int, 6> kValues = {4, 3, 4, 2, 3, 3};

template <class Value>
char digit(Value value) {
    return static_cast<char>('0' + static_cast<int>(value));
}

}  // namespace

std::string to_text(const CaptionStyle& style) {
    return {digit(style.size),    digit(style.position), digit(style.plate),
            digit(style.outline), digit(style.color),    digit(style.font)};
}

std::optional<CaptionStyle> parse_caption_style(std::string_view text) {
    if (text.size() != kValues.size()) return std::nullopt;
    std::array<int, kValues.size()> values{};
    for (std::size_t i = 0; i < kValues.size(); ++i) {
        values[i] = text[i] - '0';
        if (values[i] < 0 || values[i] >= kValues[i]) return std::nullopt;
    }
    CaptionStyle style;
    style.size = static_cast<CaptionSize>(values[0]);
    style.position = static_cast<CaptionPosition>(values[1]);
    style.plate = static_cast<CaptionPlate>(values[2]);
    style.outline = values[3] == 1;
    style.color = static_cast<CaptionColor>(values[4]);
    style.font = static_cast<CaptionFont>(values[5]);
    return style;
}

}  // namespace cliffhanger
