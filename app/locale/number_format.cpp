#include "app/locale/number_format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace cliffhanger {
namespace {

struct ShortUnit {
    double size;
    std::string_view suffix;
};

struct NumberFormat {
    std::string_view language;
    std::array<ShortUnit, 3> units;  ///< largest first
    bool decimal_comma = false;      ///< and points between groups
    bool lakhs = false;              ///< groups of two above the thousands
    int least_grouped = 1000;        ///< smaller numbers are written without groups
};

constexpr NumberFormat kFormats[] = {
    {"en", {{{1e9, "B"}, {1e6, "M"}, {1e3, "K"}}}},
    {"zh-Hans", {{{1e8, "亿"}, {1e4, "万"}, {0, ""}}}},
    {"zh-Hant", {{{1e8, "億"}, {1e4, "萬"}, {0, ""}}}},
    {"ja", {{{1e8, "億"}, {1e4, "万"}, {0, ""}}}},
    {"ko", {{{1e8, "억"}, {1e4, "만"}, {0, ""}}}},
    {"ar", {{{1e9, " مليار"}, {1e6, " مليون"}, {1e3, " ألف"}}}},
    {"hi", {{{1e7, " क॰"}, {1e5, " लाख"}, {1e3, " हज़ार"}}}, false, true},
    {"pt-BR", {{{1e9, " bi"}, {1e6, " mi"}, {1e3, " mil"}}}, true},
    {"id", {{{1e9, " M"}, {1e6, " jt"}, {1e3, " rb"}}}, true},
    {"es", {{{1e12, " B"}, {1e6, " M"}, {1e3, " mil"}}}, true, false, 10000},
    {"vi", {{{1e9, " T"}, {1e6, " Tr"}, {1e3, " N"}}}, true},
};

const NumberFormat& format_of(std::string_view language) {
    const auto found = std::find_if(std::begin(kFormats), std::end(kFormats),
                                    [&](const NumberFormat& format) { return format.language == language; });
    return found != std::end(kFormats) ? *found : kFormats[0];
}

}  // namespace

std::string grouped_number(std::string_view language, long long value) {
    const NumberFormat& format = format_of(language);
    std::string text = std::to_string(value);
    if (std::abs(value) < format.least_grouped) return text;
    const std::size_t first_digit = value < 0 ? 1 : 0;
    const char separator = format.decimal_comma ? '.' : ',';
    std::size_t at = text.size() - 3;
    for (std::size_t step = format.lakhs ? 2 : 3; at > first_digit; at -= step) {
        text.insert(at, 1, separator);
        if (at - first_digit <= step) break;
    }
    return text;
}

std::string decimal_number(std::string_view language, double value) {
    char buffer[32];
    const double tenths = std::floor(value * 10 + 1e-9) / 10;
    const bool whole = std::abs(tenths - std::floor(tenths)) < 0.05;
    std::snprintf(buffer, sizeof buffer, whole ? "%.0f" : "%.1f", tenths);
    std::string text = buffer;
    if (format_of(language).decimal_comma) std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

std::string short_number(std::string_view language, std::int64_t value) {
    for (const auto& [size, suffix] : format_of(language).units) {
        if (size > 0 && static_cast<double>(value) >= size)
            return decimal_number(language, static_cast<double>(value) / size) + std::string(suffix);
    }
    return std::to_string(value);
}

}  // namespace cliffhanger
