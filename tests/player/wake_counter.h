// Counts the calls of a loader's `wake`, so that a test can wait for them. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace cliffhanger::test {

class WakeCounter {
 public:
    void wake() {
        const std::lock_guard lock(mutex_);
        ++count_;
        woken_.notify_all();
    }
    /// False after ten seconds.
    bool wait_for(int count) {
        std::unique_lock lock(mutex_);
        return woken_.wait_for(lock, std::chrono::seconds(10), [&] { return count_ >= count; });
    }

 private:
    std::mutex mutex_;
    std::condition_variable woken_;
    int count_ = 0;  // guarded by mutex_
};

}  // namespace cliffhanger::test
