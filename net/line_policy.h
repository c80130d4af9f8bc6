// When transfers for later leave the line to what plays. Pure: decides and does nothing.
#pragma once

#include <algorithm>
#include <optional>

#include "net/clock.h"

namespace cliffhanger {

class LinePolicy {
 public:
    /// How long nothing that plays must have waited for bytes before others go on.
    static constexpr Microseconds kBreather = std::chrono::milliseconds(100);
    /// And how long others wait for it at most: a server that sends no faster than its stream plays leaves them room.
    static constexpr Microseconds kLongestHold = std::chrono::seconds(2);

    /// `starving`: the reader of something that plays has nothing to read.
    void observe(bool starving, Microseconds now) {
        if (starving) {
            starved_at_ = now;
            if (!since_) since_ = now;
        } else if (now - starved_at_ >= kBreather) {
            since_.reset();
        }
    }
    /// What played has been left for something else, which has the line before the rest of it: its requests come in a
    /// moment, and what is asked for meanwhile could not be taken off the line any more.
    void left(Microseconds now) { since_ = starved_at_ = now; }
    bool others_wait(Microseconds now) const { return since_ && now - *since_ < kLongestHold; }
    /// When others_wait() may change by itself.
    std::optional<Microseconds> next_look(Microseconds now) const {
        if (!others_wait(now)) return std::nullopt;
        return std::min(starved_at_ + kBreather, *since_ + kLongestHold);
    }

 private:
    std::optional<Microseconds> since_;
    Microseconds starved_at_{0};
};

}  // namespace cliffhanger
