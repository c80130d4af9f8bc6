// When the chrome over the video is shown: it goes 3 s after the mouse and 4 s after a touch or key, and fades. Pure
// state machine on injected time; one thread.
#pragma once

#include <optional>

#include "app/motion/animation.h"

namespace cliffhanger {

class ChromeVisibility {
 public:
    enum class Cause { Mouse, Touch, Keys };

    /// Shows it, and lets it go again in a while.
    void poke(Microseconds now, Cause cause);
    void hide(Microseconds now);
    void toggle(Microseconds now, Cause cause);
    /// `held`: something keeps it on the screen (paused, a sheet, focus). Call every update.
    void update(Microseconds now, bool held);

    bool shown() const { return shown_; }
    float opacity(Microseconds now) const { return static_cast<float>(fade_.value(now)); }
    bool animating(Microseconds now) const { return fade_.running(now); }
    std::optional<Microseconds> next_change() const;

 private:
    void set(Microseconds now, bool shown);

    bool shown_ = true, held_ = false, started_ = false;
    Microseconds hide_at_{0}, patience_{0};
    Animation fade_{1};
};

}  // namespace cliffhanger
