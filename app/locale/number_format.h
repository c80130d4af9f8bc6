// Numbers as a language writes them. Digits are the same everywhere. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cliffhanger {

/// 1234567 -> "1,234,567", "1.234.567", "12,34,567"
std::string grouped_number(std::string_view language, long long value);
/// 128400 -> "128.4K", "12.8万", "128,4 mil"
std::string short_number(std::string_view language, std::int64_t value);
/// 1.5 -> "1.5", "1,5": one decimal where it is not zero
std::string decimal_number(std::string_view language, double value);

}  // namespace cliffhanger
