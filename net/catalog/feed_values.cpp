#include "net/catalog/feed_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "net/take_text.h"

namespace cliffhanger {

namespace {

bool is_day(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) return false;
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

/// "Z", "+08:00", "-0500", "+08" or nothing, to the end.
bool is_zone(std::string_view text) {
    if (text.empty() || text == "Z" || text == "z") return true;
    if (!take(text, '+') && !take(text, '-')) return false;
    if (!take_digits(text, 2)) return false;
    if (text.empty()) return true;
    take(text, ':');
    return take_digits(text, 2).has_value() && text.empty();
}

/// What follows the T in a date; hours and minutes are required.
bool is_time(std::string_view text) {
    const auto hour = take_digits(text, 2);
    if (!hour || *hour > 24 || !take(text, ':')) return false;
    const auto minute = take_digits(text, 2);
    if (!minute || *minute > 59) return false;
    if (take(text, ':')) {
        const auto second = take_digits(text, 2);
        if (!second || *second > 60) return false;
        if (take(text, '.')) {
            const auto fraction_end = std::find_if_not(text.begin(), text.end(), is_digit);
            if (fraction_end == text.begin()) return false;
            text.remove_prefix(static_cast<std::size_t>(fraction_end - text.begin()));
        }
    }
    return is_zone(text);
}

/// "PT1H2M3.5S" without its "PT".
std::optional<double> parse_iso_duration(std::string_view text) {
    double seconds = 0;
    bool any = false;
    while (!text.empty()) {
        const std::size_t unit = text.find_first_of("HMShms");
        if (unit == std::string_view::npos) return std::nullopt;
        const auto value = parse_number(text.substr(0, unit));
        if (!value) return std::nullopt;
        const char letter = static_cast<char>(text[unit] | 0x20);
        seconds += *value * (letter == 'h' ? 3600 : letter == 'm' ? 60 : 1);
        text.remove_prefix(unit + 1);
        any = true;
    }
    return any ? std::optional(seconds) : std::nullopt;
}

}  // namespace

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& character : lower) {
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character | 0x20);
    }
    return lower;
}

std::string ascii_upper(std::string_view text) {
    std::string upper(text);
    for (char& character : upper) {
        if (character >= 'a' && character <= 'z') character = static_cast<char>(character & ~0x20);
    }
    return upper;
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
    const auto lower = [](char character) {
        return character >= 'A' && character <= 'Z' ? static_cast<char>(character | 0x20) : character;
    };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [&](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        const std::string_view part = trimmed(text.substr(0, end));
        if (!part.empty()) parts.emplace_back(part);
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<double> parse_number(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<double> parse_seconds(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with("PT") || text.starts_with("pt")) return parse_iso_duration(text.substr(2));
    double seconds = 0;
    for (int part = 0; part < 3; ++part) {
        const std::size_t colon = text.find(':');
        const auto value = parse_number(text.substr(0, colon));
        if (!value) return std::nullopt;
        seconds = seconds * 60 + *value;
        if (colon == std::string_view::npos) return seconds;
        text.remove_prefix(colon + 1);
    }
    return std::nullopt;
}

std::optional<std::chrono::sys_days> parse_iso_date(std::string_view text) {
    const auto year = take_digits(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_digits(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_digits(text, 2);
    if (!day || !is_day(*year, *month, *day)) return std::nullopt;
    const bool more = take(text, 'T') || take(text, 't') || take(text, ' ');
    if (more ? !is_time(text) : !text.empty()) return std::nullopt;
    return std::chrono::year_month_day(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                       std::chrono::day(static_cast<unsigned>(*day)));
}

}  // namespace cliffhanger
