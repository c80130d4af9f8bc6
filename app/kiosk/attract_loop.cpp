#include "app/kiosk/attract_loop.h"

#include <algorithm>

namespace cliffhanger {

void AttractLoop::begin(Microseconds now) {
    since_ = moved_at_ = now;
    page_.reset();
}

bool AttractLoop::due(Microseconds now, const Teaser& teaser) {
    if (page_ != teaser.page) {
        begin(now);
        page_ = teaser.page;
        position_ = teaser.position;
    }
    if (teaser.position != position_) {
        position_ = teaser.position;
        moved_at_ = now;
    }
    if ((teaser.over || teaser.useless) && now - since_ >= kShortest) return true;
    return now - since_ >= kDwell || now - moved_at_ >= kPatience;
}

double AttractLoop::progress(Microseconds now) const {
    return std::clamp(static_cast<double>((now - since_).count()) / static_cast<double>(kDwell.count()), 0.0, 1.0);
}

std::optional<Microseconds> AttractLoop::next_change(Microseconds now) const {
    const Microseconds next = std::min(since_ + kDwell, moved_at_ + kPatience);
    return next > now ? std::optional(next) : std::nullopt;
}

}  // namespace cliffhanger
