#include "player/deadline.h"

#include <utility>

namespace cliffhanger {

Deadline::Deadline(Microseconds after, std::stop_token parent)
    : parent_stopped_(std::move(parent), [this] { stop_.request_stop(); }),
      watcher_([this, after](const std::stop_token& ended) { watch(after, ended); }) {}

void Deadline::watch(Microseconds after, const std::stop_token& ended) {
    std::unique_lock lock(mutex_);
    ended_.wait_for(lock, ended, after, [] { return false; });
    lock.unlock();
    if (ended.stop_requested() || stop_.stop_requested()) return;
    expired_.store(true);
    stop_.request_stop();
}

}  // namespace cliffhanger
