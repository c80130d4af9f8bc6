// How long has been watched today, kept in the library. Stateless; main thread only.
#pragma once

#include <string>

#include "net/clock.h"

namespace cliffhanger {

class Library;

/// `date`: "YYYY-MM-DD" of the viewer's own clock.
Microseconds watched_today(const Library& library, const std::string& date);
void add_watched(Library& library, const std::string& date, Microseconds more);

}  // namespace cliffhanger
