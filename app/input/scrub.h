// Scrubbing: where in the episode a drag leads. Pure; lengths in physical px.
#pragma once

#include "app/geometry.h"
#include "net/clock.h"

namespace cliffhanger {

/// Horizontal drag on the stage, relative: the full stage width is the episode, at most 90 s.
class StageScrub {
 public:
    StageScrub(Microseconds start, Microseconds duration, double stage_width)
        : start_(start), duration_(duration), stage_width_(stage_width) {}
    /// `dx` since the drag began.
    Microseconds position(double dx) const;

 private:
    Microseconds start_, duration_;
    double stage_width_;
};

/// Drag of the progress bar: jumps to the pointer, then follows it, slower the farther (up or down) the pointer is
/// away.
class BarScrub {
 public:
    BarScrub(Rect bar, Microseconds duration, float px_per_dp, Point pointer);
    void move(Point pointer);
    Microseconds position() const;
    /// 1, 1/2 beyond 96 dp, 1/4 beyond 192 dp.
    double speed() const;
    /// Released here it changes nothing: more than 300 dp away.
    bool cancels() const;

 private:
    double distance_dp() const;

    Rect bar_;
    Microseconds duration_;
    float px_per_dp_;
    Point pointer_;
    double fraction_;
};

}  // namespace cliffhanger
