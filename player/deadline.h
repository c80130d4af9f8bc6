// A stop_token that fires by itself when time is up, for work that must end whatever the other side does.
// Threads: one watcher thread of its own. Never blocks, but for the destructor, which joins at once.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "net/clock.h"

namespace cliffhanger {

class Deadline {
 public:
    /// Fires `after` this moment, or with `parent`, whichever comes first.
    Deadline(Microseconds after, std::stop_token parent);
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

    std::stop_token token() const { return stop_.get_token(); }
    /// Whether time ran out, as opposed to a stop from the parent.
    bool expired() const { return expired_.load(); }

 private:
    void watch(Microseconds after, const std::stop_token& ended);

    std::stop_source stop_;
    std::atomic<bool> expired_{false};
    std::mutex mutex_;  // guards nothing but the wait
    std::condition_variable_any ended_;
    std::stop_callback<std::function<void()>> parent_stopped_;
    std::jthread watcher_;  // last: it ends before what it uses
};

}  // namespace cliffhanger
