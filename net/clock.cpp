#include "net/clock.h"

namespace cliffhanger {

Microseconds SystemClock::now() const noexcept {
    return std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace cliffhanger
