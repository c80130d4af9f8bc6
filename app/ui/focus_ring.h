// The ring around the focused control; glides to the next one in 200 ms. Main thread only.
#pragma once

#include "app/motion/animation.h"
#include "app/ui/frame.h"

namespace cliffhanger {

class FocusRing {
 public:
    /// Draws the ring around the frame's focused control, if it shows.
    void draw(Frame& frame, const FrameRecord& record, bool reduced_motion);
    bool animating(Microseconds now) const { return glide_.running(now); }

 private:
    Rect shown(Microseconds now) const;

    std::string id_;
    Rect from_, to_;
    Animation glide_{1};
};

}  // namespace cliffhanger
