// How feeds spell single values: numbers, times, dates, letter case. Pure, thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cliffhanger {

std::string ascii_lower(std::string_view text);
std::string ascii_upper(std::string_view text);
bool equal_ignoring_case(std::string_view left, std::string_view right);
/// Without ASCII white space at both ends.
std::string_view trimmed(std::string_view text);
/// The non-empty parts between separators, trimmed.
std::vector<std::string> split(std::string_view text, char separator);

/// A finite decimal number and nothing else.
std::optional<double> parse_number(std::string_view text);
/// "90", "1:30", "00:01:30.5", "PT1M30S" -> seconds.
std::optional<double> parse_seconds(std::string_view text);
/// The day, as written, of "2024-02-29", "2024-02-29T12:00Z", "2024-02-29T12:00:00.5+08:00".
std::optional<std::chrono::sys_days> parse_iso_date(std::string_view text);
inline bool is_iso_date(std::string_view text) { return parse_iso_date(text).has_value(); }

}  // namespace cliffhanger
