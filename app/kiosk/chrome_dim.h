// On a public screen what stands still for long dims, so that the panel does not remember it: to 40 %, eight seconds
// after somebody has touched anything. Pure on injected time; one thread.
#pragma once

#include <algorithm>
#include <optional>

#include "net/clock.h"

namespace cliffhanger {

class ChromeDim {
 public:
    static constexpr Microseconds kAfter = std::chrono::seconds(8), kFade = std::chrono::milliseconds(600);
    static constexpr float kDimmed = 0.4f;

    void touched(Microseconds now) {
        if (light(now) < 1) woken_at_ = now;
        touched_at_ = now;
    }
    /// The touch that brings the light back does nothing else.
    bool just_woken(Microseconds now) const { return woken_at_ && now - *woken_at_ < kTouch; }
    /// Opacity of what stands still.
    float light(Microseconds now) const {
        const auto past = static_cast<float>((now - touched_at_ - kAfter).count());
        const float share = std::clamp(past / static_cast<float>(kFade.count()), 0.0f, 1.0f);
        return 1 - (1 - kDimmed) * share;
    }
    bool animating(Microseconds now) const { return now > touched_at_ + kAfter && now < touched_at_ + kAfter + kFade; }
    std::optional<Microseconds> next_change(Microseconds now) const {
        return now < touched_at_ + kAfter ? std::optional(touched_at_ + kAfter) : std::nullopt;
    }

 private:
    static constexpr Microseconds kTouch = std::chrono::seconds(1);

    Microseconds touched_at_{0};
    std::optional<Microseconds> woken_at_;
};

}  // namespace cliffhanger
