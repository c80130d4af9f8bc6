// The operator's gesture: a finger or the mouse held in the top corner where lines begin, for five seconds. Watches
// what passes by and takes nothing of it. Pure on injected time; one thread.
#pragma once

#include <optional>

#include "app/input/input_event.h"

namespace cliffhanger {

class CornerHold {
 public:
    static constexpr Microseconds kTime = std::chrono::seconds(5);
    static constexpr float kCornerDp = 96;

    /// `corner` in px.
    void handle(const InputEvent& event, const Rect& corner);
    /// True once, when it has been held for long enough.
    bool take(Microseconds now);
    /// 0 to 1; 0 while nobody holds it.
    double progress(Microseconds now) const;
    std::optional<Microseconds> next_change() const;

 private:
    std::optional<Microseconds> since_;
    std::int64_t finger_ = 0;
};

}  // namespace cliffhanger
