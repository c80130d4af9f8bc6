// Moments as the viewer's clock and calendar show them. Pure but for the machine's time zone.
#pragma once

#include <chrono>
#include <string>

namespace cliffhanger {

struct LocalTime {
    int year = 1970, month = 1, day = 1, hour = 0, minute = 0;
    bool operator==(const LocalTime&) const = default;
};

LocalTime local_time(std::chrono::sys_seconds time);
/// How many midnights lie between two moments; 0 = the same day.
int days_between(const LocalTime& earlier, const LocalTime& later);
/// "9:05", "21:05"
std::string time_of_day(const LocalTime& time);

}  // namespace cliffhanger
