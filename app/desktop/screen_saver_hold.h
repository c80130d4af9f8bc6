// How long the screen saver is held off: while something plays, and a moment beyond. Between two episodes nothing plays
// for some milliseconds, and each change may be a question to the session bus, answered while everything waits. Pure.
#pragma once

#include <optional>

#include "net/clock.h"

namespace cliffhanger {

class ScreenSaverHold {
 public:
    static constexpr Microseconds kBeyond = std::chrono::seconds(5);

    /// True while it is held off.
    bool update(Microseconds now, bool playing) {
        if (playing) release_at_.reset();
        if (playing) held_ = true;
        if (playing || !held_) return held_;
        if (!release_at_) release_at_ = now + kBeyond;
        if (now < *release_at_) return true;
        release_at_.reset();
        held_ = false;
        return false;
    }
    std::optional<Microseconds> next_change() const { return release_at_; }

 private:
    bool held_ = false;
    std::optional<Microseconds> release_at_;
};

}  // namespace cliffhanger
