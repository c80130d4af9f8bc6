// A lock that the device thread only ever tries. Others wait for the few microseconds in which it is held.
// Thread-safe. For std::lock_guard and std::unique_lock.
#pragma once

#include <atomic>

namespace cliffhanger {

class TryLockFlag {
 public:
    bool try_lock() noexcept { return !held_.exchange(true, std::memory_order_acquire); }
    /// For the device thread: tries for some microseconds, in which whoever holds it is mostly done.
    bool try_lock_for_a_moment() noexcept {
        for (int i = 0; i < kAttempts; ++i) {
            if (!held_.load(std::memory_order_relaxed) && try_lock()) return true;
        }
        return false;
    }
    void lock() noexcept {
        while (!try_lock()) held_.wait(true, std::memory_order_relaxed);
    }
    void unlock() noexcept {
        held_.store(false, std::memory_order_release);
        held_.notify_one();
    }

 private:
    static constexpr int kAttempts = 2000;

    std::atomic<bool> held_{false};
};

}  // namespace cliffhanger
