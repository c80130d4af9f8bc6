#include "app/kindness/watched_today.h"

#include <cstdlib>

#include "app/library/library.h"

namespace cliffhanger {
namespace {

constexpr const char* kSetting = "watched.day";  ///< "2026-11-21 1234567", in microseconds

}  // namespace

Microseconds watched_today(const Library& library, const std::string& date) {
    const std::string text = library.setting(kSetting).value_or("");
    if (text.size() <= date.size() || text.compare(0, date.size(), date) != 0) return Microseconds{0};
    return Microseconds{std::max(0LL, std::strtoll(text.c_str() + date.size(), nullptr, 10))};
}

void add_watched(Library& library, const std::string& date, Microseconds more) {
    if (more.count() <= 0) return;
    library.set_setting(kSetting, date + " " + std::to_string((watched_today(library, date) + more).count()));
}

}  // namespace cliffhanger
