// The one wake-up of the main thread: workers set it, the loop waits for it. Thread-safe.
#pragma once

#include <condition_variable>
#include <mutex>

#include "net/clock.h"

namespace cliffhanger {

class Window;

class WakeSignal {
 public:
    /// From any thread; returns at once.
    void notify();
    /// The window that waits for events; notify() reaches it from then on. nullptr before it goes.
    void attach(Window* window);
    /// Without a window's wait: until the next notify(), at most this long.
    void wait_for(Microseconds timeout);

 private:
    std::mutex mutex_;
    // Guarded by mutex_.
    std::condition_variable changed_;
    bool notified_ = false;
    Window* window_ = nullptr;
};

}  // namespace cliffhanger
