// When a public screen that nobody uses turns to its next teaser. Pure on injected time; one thread.
#pragma once

#include <optional>

#include "net/clock.h"
#include "player/media_time.h"

namespace cliffhanger {

class AttractLoop {
 public:
    static constexpr Microseconds kDwell = std::chrono::seconds(12);
    /// What does not move for so long is not waited for.
    static constexpr Microseconds kPatience = std::chrono::seconds(6);

    /// Nothing goes sooner: without a network everything fails at once.
    static constexpr Microseconds kShortest = std::chrono::seconds(2);

    /// What is on the stage.
    struct Teaser {
        std::size_t page = 0;
        MediaTime position{0};
        bool over = false;     ///< it has ended
        bool useless = false;  ///< it failed, or is locked
    };
    /// Begins to count.
    void begin(Microseconds now);
    /// True when the next one should come; said again until it has.
    bool due(Microseconds now, const Teaser& teaser);
    /// Of the dwell time, 0 to 1.
    double progress(Microseconds now) const;
    std::optional<Microseconds> next_change(Microseconds now) const;

 private:
    Microseconds since_{0}, moved_at_{0};
    MediaTime position_{0};
    std::optional<std::size_t> page_;
};

}  // namespace cliffhanger
