// How PlaybackHost joins the sound of one episode to that of the next.
#include <cstdlib>

#include "app/playback/playback_host.h"
#include "player/pipeline/audio_ring.h"

namespace cliffhanger {
namespace {

/// Sound that ends so long before the pictures has an end of its own, which is not to be spoken over.
constexpr MediaTime kSameEnd = std::chrono::milliseconds(150);

}  // namespace

std::shared_ptr<AudioRing> PlaybackHost::ring_to_follow() {
    if (!wants_to_play_ || current_ + 1 >= page_count() || !unlocked(current_ + 1)) return nullptr;
    PlaybackSession* here = current_session();
    PlaybackSession* next = pool_.session(current_ + 1);
    if (here == nullptr || next == nullptr) return nullptr;
    const auto end = here->audio()->end_time();
    const SessionSnapshot now = here->snapshot();
    if (!end || !now.duration || now.cut_short || *end + kSameEnd < *now.duration) return nullptr;
    const SessionSnapshot then = next->snapshot();
    const bool ready = then.has_first_frame && !then.seeking && then.state == SessionState::Ready;
    if (!ready || then.rate != rate_ || next->audio()->available() == 0) return nullptr;
    return next->audio();
}

void PlaybackHost::set_following(bool follows) {
    std::shared_ptr<AudioRing> ring = page_count() > 0 && follows ? ring_to_follow() : nullptr;
    if (ring == following_) return;
    surroundings_.mixer.set_following(ring);
    // What has begun already, and shall not any more, is taken back.
    if (following_ && !ring) surroundings_.mixer.set_audible(audible_);
    following_ = std::move(ring);
}

}  // namespace cliffhanger
