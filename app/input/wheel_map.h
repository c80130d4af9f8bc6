// What a turn of the wheel is for, on the stage. Pure; any thread.
#pragma once

#include "app/input/input_event.h"

namespace cliffhanger {

enum class WheelUse { Page, Seek, Volume };

struct WheelMeaning {
    WheelUse use = WheelUse::Page;
    double notches = 0;  ///< Page: > 0 towards the next page. Seek: > 0 forward. Volume: > 0 louder.
};

/// Ctrl+wheel is the volume; Shift+wheel and a mostly horizontal wheel seek; the rest pages.
WheelMeaning wheel_meaning(const WheelEvent& event);

/// Whole notches out of fractional ones: what seek (5 s each) and volume (5 % each) step by.
class NotchCounter {
 public:
    /// Whole notches completed by `notches`; a pause of 400 ms or a change of direction drops what was pending.
    int feed(Microseconds now, double notches);

 private:
    double pending_ = 0;
    Microseconds last_{0};
};

}  // namespace cliffhanger
