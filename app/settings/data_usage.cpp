#include "app/settings/data_usage.h"

#include <cstdlib>
#include <ctime>
#include <utility>

#include "app/library/library.h"

namespace cliffhanger {
namespace {

constexpr const char* kDay = "usage.day";
constexpr const char* kMonth = "usage.month";
constexpr Microseconds kKeepEvery = std::chrono::seconds(5);
constexpr std::size_t kMonthLetters = 7;

}  // namespace

std::string local_date() {
    const std::time_t time = std::time(nullptr);
    std::tm local{};
    localtime_r(&time, &local);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", &local);
    return text;
}

DataUsage::DataUsage(Library& library, std::function<std::string()> date) : library_(library), date_(std::move(date)) {}

std::int64_t DataUsage::kept(const char* name, const std::string& period) const {
    const std::string text = library_.setting(name).value_or("");
    if (text.size() <= period.size() || text.compare(0, period.size(), period) != 0) return 0;
    return std::max(0LL, std::strtoll(text.c_str() + period.size(), nullptr, 10));
}

std::int64_t DataUsage::today() const { return kept(kDay, date_()) + static_cast<std::int64_t>(total_ - counted_); }

std::int64_t DataUsage::this_month() const {
    return kept(kMonth, date_().substr(0, kMonthLetters)) + static_cast<std::int64_t>(total_ - counted_);
}

void DataUsage::count(std::uint64_t total, Microseconds now) {
    total_ = std::max(total, total_);
    if (total_ == counted_ || (kept_at_ && now - *kept_at_ < kKeepEvery)) return;
    kept_at_ = now;
    keep();
}

void DataUsage::keep() {
    const std::string day = date_(), month = day.substr(0, kMonthLetters);
    const std::int64_t on_day = today(), in_month = this_month();
    counted_ = total_;
    library_.set_setting(kDay, day + " " + std::to_string(on_day));
    library_.set_setting(kMonth, month + " " + std::to_string(in_month));
}

}  // namespace cliffhanger
