#include "player/subtitles/cue_time.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "net/take_text.h"

namespace cliffhanger {
namespace {

/// Ten thousand hours; beyond it microseconds would soon not fit.
constexpr std::int64_t kMaxPart = 10'000;

std::optional<std::int64_t> take_number(std::string_view& text) {
    if (text.empty() || !is_digit(text[0])) return std::nullopt;
    std::int64_t value = 0;
    for (; !text.empty() && is_digit(text[0]); text.remove_prefix(1)) {
        value = std::min(value * 10 + (text[0] - '0'), kMaxPart);
    }
    return value;
}

/// The digits after a separator; leaves a separator without digits alone.
MediaTime take_fraction(std::string_view& text) {
    MediaTime fraction{0};
    if (text.size() < 2 || (text[0] != ',' && text[0] != '.' && text[0] != ':') || !is_digit(text[1])) return fraction;
    MediaTime unit = std::chrono::milliseconds(100);
    for (text.remove_prefix(1); !text.empty() && is_digit(text[0]); text.remove_prefix(1)) {
        fraction += unit * (text[0] - '0');
        unit /= 10;
    }
    return fraction;
}

}  // namespace

std::optional<MediaTime> take_clock_time(std::string_view& text) {
    const bool negative = !text.empty() && text[0] == '-';
    if (negative) text.remove_prefix(1);
    std::array<std::int64_t, 3> parts{};
    std::size_t count = 0;
    while (true) {
        const auto part = take_number(text);
        if (!part) return std::nullopt;
        parts[count++] = *part;
        if (count == parts.size() || text.empty() || text[0] != ':') break;
        text.remove_prefix(1);
    }
    if (count < 2) return std::nullopt;
    const bool has_hours = count == 3;
    MediaTime time = std::chrono::hours(has_hours ? parts[0] : 0) + std::chrono::minutes(parts[count - 2]) +
                     std::chrono::seconds(parts[count - 1]);
    time += take_fraction(text);
    return negative ? -time : time;
}

}  // namespace cliffhanger
