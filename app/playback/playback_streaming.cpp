// What PlaybackHost tells the scheduler of segments about the viewer.
#include <algorithm>

#include "app/playback/playback_host.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kPagesAhead = 2;

}  // namespace

SegmentLimits segment_limits(const PlayOptions& options) {
    SegmentLimits limits;
    limits.pinned_height = options.quality;
    limits.data_saver = options.data_saver;
    if (options.manual_clock) limits.waiting = SegmentLimits::Waiting::Never;
    return limits;
}

void PlaybackHost::tell_scheduler() {
    const auto id = [this](std::size_t index) { return media_id(index); };
    Viewer viewer;
    viewer.current = id(current_);
    if (current_ > 0) viewer.previous = id(current_ - 1);
    const std::size_t end = std::min(page_count(), current_ + 1 + kPagesAhead);
    for (std::size_t index = current_ + 1; index < end; ++index) viewer.next.push_back(id(index));
    viewer.opening = true;
    if (const PlaybackSession* session = current_session()) {
        const SessionSnapshot snapshot = session->snapshot();
        viewer.playing = wants_to_play_ && snapshot.state == SessionState::Ready;
        viewer.rate = snapshot.rate;
        viewer.opening = snapshot.state == SessionState::Opening;
        viewer.buffered = std::max(MediaTime{0}, snapshot.buffered_until - snapshot.position);
        viewer.duration = snapshot.duration;
    }
    scheduler_.set_viewer(std::move(viewer));
    surroundings_.stats.set_rung_changes(scheduler_.rung_changes());
}

}  // namespace cliffhanger
