// Captions on the stage: a plate of at most three lines that keeps clear of the chrome and moves out of its way in 200
// ms. Main thread only.
#pragma once

#include "app/motion/animation.h"
#include "app/screens/page_view.h"
#include "app/ui/frame.h"

namespace cliffhanger {

class CaptionView {
 public:
    void update(Microseconds now, bool chrome_shown);
    void draw(Frame& frame, PlayerHost& host, const PageView& view, const Rect& slot);
    bool animating(Microseconds now) const { return rise_.running(now); }

 private:
    Animation rise_{1};  // 0 = low, 1 = above the chrome
};

}  // namespace cliffhanger
