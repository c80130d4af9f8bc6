#include "app/screens/playback_loop.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr MediaTime kShortest = 200ms;
// A picture is shown up to half a refresh before its time; the one at the second mark is not to be seen.
constexpr MediaTime kHalfRefresh = 8334us;

}  // namespace

void PlaybackLoop::mark(MediaTime position) {
    if (to_) {
        clear_section();
    } else if (from_ && position >= *from_ + kShortest) {
        to_ = position;
    } else {
        from_ = position;
    }
}

std::optional<MediaTime> PlaybackLoop::jump(MediaTime position, bool ended) const {
    if (to_ && (ended || position + kHalfRefresh >= *to_)) return *from_;
    if (episode_ && ended) return MediaTime{0};
    return std::nullopt;
}

}  // namespace cliffhanger
