// Turns wheel and trackpad events into pages: a notch or a flick turns one page, however many events and however much
// momentum it brings. Pure state machine on injected time; one thread at a time.
#pragma once

#include "net/clock.h"

namespace cliffhanger {

struct WheelGateSettings {
    /// Notch-notch-notch with a mouse wheel turns a page this often; an X11 touchpad swipe that lasts longer turns a
    /// second.
    Microseconds notch_interval = std::chrono::milliseconds{350};
};

class WheelGate {
 public:
    explicit WheelGate(WheelGateSettings settings = {}) : settings_(settings) {}

    /// `notches` > 0 towards the next page (that is -WheelEvent::y); `settle_progress` is Pager::settle_progress().
    /// Gives +1 or -1 when a page is to be turned, else 0.
    int feed(Microseconds now, double notches, double settle_progress);
    void reset() { *this = WheelGate(settings_); }

 private:
    bool reopens(Microseconds now, Microseconds gap, double magnitude, double settle_progress);

    WheelGateSettings settings_;
    bool open_ = true;
    bool fractional_ = false;  // this gesture had parts of a notch: a trackpad, or a high-resolution wheel
    double sum_ = 0;
    double average_ = 0;   // exponential, of the magnitudes
    int accelerated_ = 0;  // events in a row that stand out from the average
    bool any_ = false;
    Microseconds last_{0}, triggered_{0};
};

}  // namespace cliffhanger
