// The script of `bench swipe` and what its swipes are worth. Values; no threads.
// Jumps lead to an episode that nothing has prepared, by way of the episode list; bursts are ten presses in two
// seconds; what is left are single swipes, each after time enough to prepare the next page.
#pragma once

#include <cstdint>
#include <vector>

#include "app/script/script_runner.h"
#include "app/stats/run_stats.h"

namespace cliffhanger {

enum class SwipePlan {
    Jump,
    BurstUnderWay,
    BurstEnd,  ///< the last of a burst: the one whose picture is waited for
    Single,
};

struct PlannedSwipe {
    Microseconds time{0};
    SwipePlan plan = SwipePlan::Single;
};

struct SwipeScript {
    Script steps;
    std::vector<PlannedSwipe> swipes;  ///< in order of time
};

/// `singles` single swipes, and in proportion to them jumps and bursts. Back and forth, so that a feed of eleven
/// episodes whose first series has four is enough.
SwipeScript swipe_script(int singles);

struct SwipeSummary {
    std::uint64_t planned = 0, count = 0;  ///< made, and answered by a picture
    double p50_ms = 0, p95_ms = 0, max_ms = 0;
};

struct SwipeReport {
    SwipeSummary prepared, unprepared, burst;
};

/// A single swipe counts as prepared or unprepared by what it found. `script_start` on the clock of the figures.
SwipeReport summarise(const std::vector<SwipeFigure>& figures, const std::vector<PlannedSwipe>& planned,
                      Microseconds script_start);

}  // namespace cliffhanger
