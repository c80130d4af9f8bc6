#include "app/wake_signal.h"

#include "app/render/window.h"

namespace cliffhanger {

void WakeSignal::notify() {
    {
        const std::lock_guard lock(mutex_);
        notified_ = true;
        if (window_ != nullptr) window_->wake();
    }
    changed_.notify_all();
}

void WakeSignal::attach(Window* window) {
    const std::lock_guard lock(mutex_);
    window_ = window;
}

void WakeSignal::wait_for(Microseconds timeout) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, timeout, [this] { return notified_; });
    notified_ = false;
}

}  // namespace cliffhanger
