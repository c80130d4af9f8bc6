// Says that the last run ended unexpectedly, and offers what was on the stage then. Goes when it is answered, or by
// itself. Main thread only.
#pragma once

#include <optional>

#include "app/screens/player_host.h"
#include "app/ui/frame.h"

namespace cliffhanger {

class CrashCard {
 public:
    void open(Microseconds now, CrashOffer offer);
    void close() { offer_.reset(); }
    bool is_open() const { return offer_.has_value(); }
    void update(Microseconds now);
    std::optional<Microseconds> next_change() const;
    /// Below `stage`'s top bar.
    void draw(Frame& frame, const Rect& stage) const;

 private:
    std::optional<CrashOffer> offer_;
    Microseconds since_{0};
};

}  // namespace cliffhanger
