// What has the focus or the pointer comes up towards the viewer: it grows, and its shadow with it. Remembers the
// control that comes up and the one that goes down. Value class on injected time; main thread only.
#pragma once

#include <string>
#include <string_view>

#include "app/motion/animation.h"

namespace cliffhanger {

class Lift {
 public:
    /// `id` is what has the focus or the pointer now; empty: nothing. Call once a frame. `still`: nothing moves.
    void follow(Microseconds now, const std::string& id, bool still);
    /// 0 lies flat, 1 is up.
    float of(std::string_view id, Microseconds now) const;
    bool animating(Microseconds now) const { return up_.share.running(now) || down_.share.running(now); }

 private:
    struct One {
        std::string id;
        Animation share{0};
    };
    One up_, down_;
};

}  // namespace cliffhanger
