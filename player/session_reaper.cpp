#include "player/session_reaper.h"

#include <pthread.h>

#include <utility>

namespace cliffhanger {

SessionReaper::SessionReaper(std::function<void()> done)
    : done_(std::move(done)), thread_([this](const std::stop_token& stop) {
          pthread_setname_np(pthread_self(), "reaper");
          run(stop);
      }) {}

SessionReaper::~SessionReaper() {
    thread_.request_stop();
    thread_.join();
}

void SessionReaper::retire(std::unique_ptr<PlaybackSession> session) {
    session->abort();
    {
        const std::lock_guard lock(mutex_);
        retired_.push_back(std::move(session));
        ++pending_;
    }
    changed_.notify_one();
}

int SessionReaper::pending() const {
    const std::lock_guard lock(mutex_);
    return pending_;
}

void SessionReaper::run(const std::stop_token& stop) {
    for (;;) {
        std::unique_ptr<PlaybackSession> session;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, stop, [this] { return !retired_.empty(); });
            // Everything retired is destroyed even when the end has come.
            if (retired_.empty()) return;
            session = std::move(retired_.front());
            retired_.pop_front();
        }
        session.reset();
        {
            const std::lock_guard lock(mutex_);
            --pending_;
        }
        if (!stop.stop_requested()) done_();
    }
}

}  // namespace cliffhanger
