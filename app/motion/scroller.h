// The offset of a list, grid or shelf: follows the finger, flings, bounces at the ends, snaps to cards, smooths the
// wheel. One axis; offsets in physical px, growing towards the end of the content. Closed form throughout, so the frame
// rate does not matter. Value class on injected time; one thread at a time.
#pragma once

#include <vector>

#include "app/motion/spring.h"
#include "net/clock.h"

namespace cliffhanger {

class Scroller {
 public:
    /// Lengths in px. Keeps the offset in range when it is not being dragged.
    void set_geometry(double viewport, double content, double px_per_dp);
    /// Offsets at which cards start, ascending; a dragged or flung shelf stops only there
    /// (or at its end). Empty: stops anywhere.
    void set_snap_points(std::vector<double> offsets) { snap_points_ = std::move(offsets); }

    /// `coordinate` is the finger's x or y.
    void grab(Microseconds now, double coordinate);
    void drag(double coordinate);
    /// Finger velocity in px/s.
    void release(Microseconds now, double velocity);
    /// 96 dp a notch; positive towards the end.
    void wheel(Microseconds now, double notches);
    /// Brings an offset into place smoothly (focus, selected card).
    void scroll_to(Microseconds now, double offset);
    /// The least scrolling that shows start..end of the content.
    void reveal(Microseconds now, double start, double end);
    void jump_to(double offset);

    void update(Microseconds now);
    double offset() const { return offset_; }  ///< outside 0..max_offset() while the rubber band is pulled
    double velocity() const { return velocity_; }
    double max_offset() const;
    bool animating() const { return mode_ == Mode::Fling || mode_ == Mode::Spring; }

 private:
    enum class Mode { Rest, Drag, Fling, Spring };

    void begin_spring(Microseconds now, double target, double natural_frequency);
    void begin_fling(Microseconds now, double velocity);
    void end_fling(Microseconds at);
    double nearest_snap(double offset) const;
    double in_range(double offset) const;

    double viewport_ = 1, content_ = 0, px_per_dp_ = 1;
    std::vector<double> snap_points_;
    Mode mode_ = Mode::Rest;
    double offset_ = 0, velocity_ = 0;
    double grab_offset_ = 0, grab_coordinate_ = 0;
    double start_offset_ = 0, start_velocity_ = 0;  // of the fling or spring
    Microseconds start_time_{0};
    double fling_seconds_ = 0;  // until it slows down, or meets an end
    double target_ = 0, natural_frequency_ = kEdgeSpring;
};

}  // namespace cliffhanger
