#include "player/source/hls/hls_values.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "net/take_text.h"
#include "net/url.h"

namespace cliffhanger {
namespace {

constexpr double kMaxDurationSeconds = 24 * 60 * 60;

int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// hh:mm[:ss[.fraction]], with or without the colons.
std::optional<std::chrono::microseconds> take_time_of_day(std::string_view& text) {
    const auto hours = take_digits(text, 2);
    take(text, ':');
    const auto minutes = take_digits(text, 2);
    if (!hours || !minutes || *hours > 24 || *minutes > 59) return std::nullopt;
    std::chrono::microseconds time = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
    take(text, ':');
    const auto seconds = take_digits(text, 2);
    if (!seconds) return time;
    if (*seconds > 60) return std::nullopt;
    time += std::chrono::seconds(*seconds);
    if (!take(text, '.') && !take(text, ',')) return time;
    std::int64_t unit = 100'000;
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), unit /= 10)
        time += std::chrono::microseconds((text.front() - '0') * unit);
    return time;
}

/// Z, +hh, +hhmm, +hh:mm or nothing.
std::optional<std::chrono::minutes> parse_zone(std::string_view text) {
    if (text.empty() || text == "Z" || text == "z") return std::chrono::minutes(0);
    const bool west = text.front() == '-';
    if (!west && text.front() != '+') return std::nullopt;
    text.remove_prefix(1);
    const auto hours = take_digits(text, 2);
    take(text, ':');
    const auto minutes = text.empty() ? std::optional<int>(0) : take_digits(text, 2);
    if (!hours || !minutes || *hours > 24 || *minutes > 59 || !text.empty()) return std::nullopt;
    const auto offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
    return west ? -offset : offset;
}

std::optional<std::string> decode_base64(std::string_view text) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    while (text.ends_with('=')) text.remove_suffix(1);
    std::string bytes;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = kAlphabet.find(c == '-' ? '+' : c == '_' ? '/' : c);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << 6 | static_cast<unsigned>(value)) & 0xffff;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>(bits >> count & 0xff);
    }
    return bytes;
}

}  // namespace

std::string_view trim_spaces(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::optional<std::int64_t> parse_hls_integer(std::string_view text) {
    text = trim_spaces(text);
    if (text.empty() || !is_digit(text.front())) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value > kMaxHlsInteger) return std::nullopt;
    return value;
}

std::optional<double> parse_hls_decimal(std::string_view text) {
    text = trim_spaces(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    // from_chars would take "inf" and "nan" as well.
    if (digits.empty() || (!is_digit(digits.front()) && digits.front() != '.')) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<MediaTime> parse_hls_duration(std::string_view text) {
    const auto seconds = parse_hls_decimal(text);
    if (!seconds || *seconds < 0 || *seconds > kMaxDurationSeconds) return std::nullopt;
    return MediaTime(std::llround(*seconds * 1e6));
}

std::optional<HlsByteRange> parse_hls_byte_range(std::string_view text, std::int64_t implicit_offset) {
    text = trim_spaces(text);
    const auto at = text.find('@');
    const auto length = parse_hls_integer(text.substr(0, at));
    const auto offset = at == std::string_view::npos ? implicit_offset : parse_hls_integer(text.substr(at + 1));
    if (!length || *length == 0 || !offset || *offset > kMaxHlsInteger) return std::nullopt;
    return HlsByteRange{*offset, *length};
}

std::optional<AesBlock> parse_hls_block(std::string_view text) {
    text = trim_spaces(text);
    if (!text.starts_with("0x") && !text.starts_with("0X")) return std::nullopt;
    text.remove_prefix(2);
    AesBlock block{};
    if (text.empty() || text.size() > 2 * block.size()) return std::nullopt;
    std::size_t nibble = 2 * block.size() - text.size();
    for (const char c : text) {
        const int value = hex_digit(c);
        if (value < 0) return std::nullopt;
        block[nibble / 2] = static_cast<std::uint8_t>(block[nibble / 2] << 4 | value);
        ++nibble;
    }
    return block;
}

std::optional<WallTime> parse_hls_date_time(std::string_view text) {
    text = trim_spaces(text);
    const auto year = take_digits(text, 4);
    take(text, '-');
    const auto month = take_digits(text, 2);
    take(text, '-');
    const auto day = take_digits(text, 2);
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok() || (!take(text, 'T') && !take(text, 't') && !take(text, ' '))) return std::nullopt;
    const auto time = take_time_of_day(text);
    const auto zone = parse_zone(text);
    if (!time || !zone) return std::nullopt;
    return WallTime(std::chrono::sys_days(date)) + *time - *zone;
}

std::optional<AesBlock> parse_hls_data_key(std::string_view url) {
    const auto comma = url.find(',');
    if (scheme(url) != "data" || comma == std::string_view::npos) return std::nullopt;
    const std::string payload = percent_decode(url.substr(comma + 1));
    const bool base64 = url.substr(0, comma).ends_with(";base64");
    const auto bytes = base64 ? decode_base64(payload) : std::optional<std::string>(payload);
    AesBlock block{};
    if (!bytes || bytes->size() != block.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), block.begin());
    return block;
}

}  // namespace cliffhanger
