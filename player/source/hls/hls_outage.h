// How long a stream that has played waits for a network that is gone. Pure but for its clock's times, which are given.
#pragma once

#include <algorithm>
#include <optional>

#include "net/clock.h"
#include "net/result.h"

namespace cliffhanger {

/// What may pass by itself, as opposed to what will be the same the next time.
inline bool is_passing(const Error& error) {
    switch (error.kind) {
        case ErrorKind::Unreachable:
        case ErrorKind::Timeout:
        case ErrorKind::Io:
            return true;
        case ErrorKind::HttpStatus:
            return error.http_status >= 500 || error.http_status == 408 || error.http_status == 429;
        default:
            return false;
    }
}

/// What a signature that has expired looks like.
inline bool is_refused(const Error& error) {
    return error.http_status == 401 || error.http_status == 403 || error.http_status == 410;
}

class HlsOutage {
 public:
    /// Since the first failure in a row; afterwards the error is told.
    static constexpr Microseconds kLongest = std::chrono::seconds(60);

    /// What a server's Retry-After may make of a pause.
    static constexpr std::chrono::seconds kLongestAsked{30};

    /// How long to wait before the next try; nullopt: it has lasted too long.
    std::optional<Microseconds> next_pause(Microseconds now) {
        if (!since_) since_ = now;
        // Pauses pass even where the clock is moved by hand.
        if (std::max(now - *since_, paused_) >= kLongest) return std::nullopt;
        pause_ = std::min(pause_ * 2, kLongestPause);
        paused_ += pause_;
        return pause_;
    }
    bool lasts() const { return since_.has_value(); }
    Microseconds lasted(Microseconds now) const { return since_ ? std::max(now - *since_, paused_) : Microseconds{0}; }
    void over() {
        since_.reset();
        pause_ = kFirstPause;
        paused_ = Microseconds{0};
    }

 private:
    static constexpr Microseconds kFirstPause = std::chrono::milliseconds(125);
    static constexpr Microseconds kLongestPause = std::chrono::seconds(2);
    std::optional<Microseconds> since_;
    Microseconds pause_ = kFirstPause, paused_{0};
};

}  // namespace cliffhanger
