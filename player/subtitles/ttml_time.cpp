#include "player/subtitles/ttml_time.h"

#include <array>
#include <charconv>
#include <cstddef>

namespace cliffhanger {
namespace {

/// Ten thousand hours; beyond it microseconds would soon not fit.
constexpr double kMaxSeconds = 10'000.0 * 3600;

/// A decimal number at the front, which is taken off.
std::optional<double> take_number(std::string_view& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc() || !(value >= 0)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::optional<double> clock_seconds(double hours, std::string_view rest, const TtmlRates& rates) {
    std::array<double, 3> parts{};  // minutes, seconds, frames
    std::size_t count = 0;
    while (count < parts.size() && !rest.empty() && rest[0] == ':') {
        rest.remove_prefix(1);
        const auto part = take_number(rest);
        if (!part) return std::nullopt;
        parts[count++] = *part;
    }
    if (count < 2 || !rest.empty()) return std::nullopt;
    return hours * 3600 + parts[0] * 60 + parts[1] + parts[2] / rates.frame_rate;
}

std::optional<double> unit_seconds(std::string_view unit, const TtmlRates& rates) {
    if (unit == "h") return 3600;
    if (unit == "m") return 60;
    if (unit == "s") return 1;
    if (unit == "ms") return 0.001;
    if (unit == "f") return 1 / rates.frame_rate;
    if (unit == "t") return 1 / rates.tick_rate;
    return std::nullopt;
}

}  // namespace

std::optional<MediaTime> parse_ttml_time(std::string_view text, const TtmlRates& rates) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    std::optional<double> seconds;
    if (!text.empty() && text[0] == ':') {
        seconds = clock_seconds(*number, text, rates);
    } else if (const auto unit = unit_seconds(text, rates)) {
        seconds = *number * *unit;
    }
    if (!seconds || !(*seconds <= kMaxSeconds)) return std::nullopt;
    return std::chrono::round<MediaTime>(std::chrono::duration<double>(*seconds));
}

}  // namespace cliffhanger
