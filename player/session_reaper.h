// Destroys retired sessions on a thread of its own, because joining a session's threads may take as long as one picture
// takes to decode. retire() never blocks. The destructor destroys what is left and joins.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "player/playback_session.h"

namespace cliffhanger {

class SessionReaper {
 public:
    /// `done` is called on the reaper's thread after each session that is gone.
    explicit SessionReaper(std::function<void()> done);
    ~SessionReaper();
    SessionReaper(const SessionReaper&) = delete;
    SessionReaper& operator=(const SessionReaper&) = delete;

    /// Main thread.
    void retire(std::unique_ptr<PlaybackSession> session);
    /// Sessions that were retired and still exist.
    int pending() const;

 private:
    void run(const std::stop_token& stop);

    const std::function<void()> done_;

    mutable std::mutex mutex_;
    // guarded by mutex_
    std::condition_variable_any changed_;
    std::deque<std::unique_ptr<PlaybackSession>> retired_;
    int pending_ = 0;

    std::jthread thread_;  // last: ends before the fields above go
};

}  // namespace cliffhanger
