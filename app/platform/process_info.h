// What the operating system knows about this process and its surroundings. Everything in app/platform is per system;
// this is implemented for Linux in process_info_linux.cpp. Thread-safe.
#pragma once

#include <string>

#include "net/clock.h"

namespace cliffhanger {

/// User and system time of all threads so far.
double process_cpu_seconds();
/// The largest resident set so far.
double process_peak_rss_mib();
/// The resident set now.
double process_resident_mib();
/// How long ago the process was started, before the loader and main(); to the system's tick, 10 ms.
Microseconds process_age();
/// Where the running binary lies; empty if the system does not say.
std::string executable_path();

}  // namespace cliffhanger
