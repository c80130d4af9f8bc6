#include "player/policy/transfer_watch.h"

#include <algorithm>
#include <utility>

namespace cliffhanger {
namespace {

/// The other way must be worth what is thrown away.
constexpr double kWorthIt = 0.75;

double seconds(Microseconds time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

double TransferWatch::rate() const {
    const Stretch before = before_.value_or(Stretch{});
    const double waited = seconds(before.waited + now_.waited);
    return std::max(static_cast<double>(before.bytes + now_.bytes) / std::max(waited, 1e-3), 1.0);
}

bool TransferWatch::far_below_usual() const { return segment_.usual && rate() < *segment_.usual * kFarBelow; }

TransferWatch::Advice TransferWatch::received(std::int64_t bytes, Microseconds waited, MediaTime ahead) {
    received_ += bytes;
    // What the first ones are waited for is the server's and the round trip's.
    if (!std::exchange(begun_, true)) return Advice::GoOn;
    now_.bytes += bytes;
    now_.waited += waited;
    const std::int64_t left = segment_.bytes - received_;
    if (now_.waited < kStretch) return Advice::GoOn;
    const bool enough = before_.has_value();
    const double speed = rate();
    const bool stuck = far_below_usual();
    before_ = std::exchange(now_, Stretch{});
    if (!enough || left <= 0 || segment_.bytes <= 0) return Advice::GoOn;
    const double finish = static_cast<double>(left) / speed;
    const double share = static_cast<double>(left) / static_cast<double>(segment_.bytes);
    if (finish <= to_seconds(ahead) + to_seconds(segment_.duration) * share) return Advice::GoOn;
    if (segment_.lowest_bytes) {
        const double other = static_cast<double>(*segment_.lowest_bytes) / (stuck ? *segment_.usual : speed);
        if (other < finish * kWorthIt) return Advice::LowestRung;
    }
    if (!stuck || std::exchange(reconnected_, true)) return Advice::GoOn;
    before_.reset();
    begun_ = false;
    return Advice::Reconnect;
}

}  // namespace cliffhanger
