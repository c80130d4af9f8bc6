#include "app/motion/animation.h"

#include <algorithm>

namespace cliffhanger {

void Animation::set(double value) {
    from_ = to_ = value;
    duration_ = Microseconds{0};
}

void Animation::go(Microseconds now, double target, Microseconds duration, Easing easing) {
    if (target == to_) return;
    from_ = value(now);
    to_ = target;
    start_ = now;
    duration_ = duration;
    easing_ = easing;
}

double Animation::progress(Microseconds now) const {
    if (duration_ <= Microseconds{0}) return 1;
    const double share = static_cast<double>((now - start_).count()) / static_cast<double>(duration_.count());
    return std::clamp(share, 0.0, 1.0);
}

double Animation::value(Microseconds now) const {
    const double share = progress(now);
    return share >= 1 ? to_ : from_ + (to_ - from_) * ease(easing_, share);
}

}  // namespace cliffhanger
