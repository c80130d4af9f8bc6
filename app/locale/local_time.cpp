#include "app/locale/local_time.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace cliffhanger {
namespace {

std::chrono::sys_days date_of(const LocalTime& time) { return std::chrono::year(time.year) / time.month / time.day; }

}  // namespace

LocalTime local_time(std::chrono::sys_seconds time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm local{};
    localtime_r(&seconds, &local);
    return {local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, local.tm_hour, local.tm_min};
}

int days_between(const LocalTime& earlier, const LocalTime& later) {
    return static_cast<int>((date_of(later) - date_of(earlier)).count());
}

std::string time_of_day(const LocalTime& time) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%d:%02d", time.hour, time.minute);
    return text.data();
}

}  // namespace cliffhanger
