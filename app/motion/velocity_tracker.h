// The speed of a finger: least-squares slope of its positions in the last 100 ms. Value class; one thread at a time.
#pragma once

#include <vector>

#include "app/geometry.h"
#include "net/clock.h"

namespace cliffhanger {

class VelocityTracker {
 public:
    void clear() { samples_.clear(); }
    void add(Microseconds time, Point position);
    /// Pixels a second at `now`; zero with fewer than three samples in the window, or when the last one is older than
    /// 40 ms (the finger rested before it left). Each axis is limited to +-`limit`.
    Point velocity(Microseconds now, float limit) const;

 private:
    struct Sample {
        Microseconds time;
        Point position;
    };
    std::vector<Sample> samples_;
};

}  // namespace cliffhanger
