#include "app/ui/lift.h"

#include <utility>

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kLift = 150ms;

}  // namespace

void Lift::follow(Microseconds now, const std::string& id, bool still) {
    const std::string wanted = still ? std::string() : id;
    if (wanted == up_.id) return;
    std::swap(up_, down_);
    down_.share.go(now, 0, kLift, Easing::Standard);
    // Back to what is still on its way down, it turns round there.
    if (up_.id != wanted) up_ = {wanted, Animation(0)};
    if (!wanted.empty()) up_.share.go(now, 1, kLift, Easing::Standard);
}

float Lift::of(std::string_view id, Microseconds now) const {
    if (id.empty()) return 0;
    if (id == up_.id) return static_cast<float>(up_.share.value(now));
    return id == down_.id ? static_cast<float>(down_.share.value(now)) : 0;
}

}  // namespace cliffhanger
