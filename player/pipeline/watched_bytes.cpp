#include "player/pipeline/watched_bytes.h"

namespace cliffhanger {
namespace {

std::int64_t second_of(MediaTime time) { return std::chrono::floor<std::chrono::seconds>(time).count(); }

}  // namespace

void WatchedBytes::reading_restarts() {
    const std::lock_guard lock(mutex_);
    for (auto& [number, second] : seconds_) second.read = second.bytes > 0;
}

void WatchedBytes::read(MediaTime time, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    Second& second = seconds_[second_of(time)];
    if (!second.read) second.bytes += static_cast<std::int64_t>(bytes);
}

void WatchedBytes::played(MediaTime time) {
    const std::lock_guard lock(mutex_);
    seconds_[second_of(time)].played = true;
}

std::int64_t WatchedBytes::total() const {
    const std::lock_guard lock(mutex_);
    std::int64_t sum = 0;
    for (const auto& [number, second] : seconds_) sum += second.played ? second.bytes : 0;
    return sum;
}

}  // namespace cliffhanger
