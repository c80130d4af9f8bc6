// When waiting shows (ui-spec section 5): a spinner 700 ms after a page began or 500 ms into a stall, for at least 400
// ms, and "Slow connection" after 4 s. Pure state machine on injected time; one thread.
#pragma once

#include <optional>

#include "net/clock.h"

namespace cliffhanger {

class PageWait {
 public:
    enum class Reason { None, Start, Stall };

    void update(Microseconds now, std::size_t page, Reason reason);
    bool spinning() const { return spinner_since_.has_value(); }
    bool slow(Microseconds now) const;
    /// For the spinner's motion.
    Microseconds spinning_for(Microseconds now) const;
    std::optional<Microseconds> next_change(Microseconds now) const;

 private:
    std::size_t page_ = 0;
    Reason reason_ = Reason::None;
    Microseconds waiting_since_{0};
    std::optional<Microseconds> spinner_since_;
};

}  // namespace cliffhanger
