// What PlaybackHost tells the scheduler of segments about the viewer.
#include <algorithm>

#include "app/playback/playback_host.h"
#include "app/playback/viewing_outlook.h"
#include "net/retry_policy.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kPagesAhead = 2;
/// With so much ahead of it the current page leaves room for the one after the next. The policy keeps a stream at two
/// to four seconds.
constexpr MediaTime kEnough = std::chrono::seconds(2);

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
    std::optional<SessionSnapshot> snapshot;
    if (const PlaybackSession* session = current_session()) {
        snapshot = session->snapshot();
        viewer.playing = wants_to_play_ && snapshot->state == SessionState::Ready;
        viewer.rate = snapshot->rate;
        viewer.opening = snapshot->state == SessionState::Opening;
        viewer.stalled = wants_to_play_ && snapshot->state == SessionState::Buffering;
        viewer.buffered = std::max(MediaTime{0}, snapshot->buffered_until - snapshot->position);
        viewer.duration = snapshot->duration;
    }
    if (snapshot && snapshot->has_first_frame) tell_outlook();
    if (preloader_) read_ahead(viewer, snapshot);
    scheduler_.set_viewer(std::move(viewer));
    surroundings_.stats.set_rung_changes(scheduler_.rung_changes());
}

/// Once a page, when its picture is there: what is known beforehand decides nothing of that.
void PlaybackHost::tell_outlook() {
    if (outlook_page_ == media_id(current_) && outlook_edition_ == edition_) return;
    outlook_page_ = media_id(current_);
    outlook_edition_ = edition_;
    auto outlook = std::make_shared<StreamingOutlook>();
    const std::size_t begin = current_ > 0 ? current_ - 1 : 0, end = current_ + 2 + kPagesAhead;
    for (std::size_t index = begin; index < std::min(page_count(), end); ++index)
        outlook->episodes[media_id(index)] = episode_outlook(*page(index).episode);
    outlook->viewer = viewer_retention(*catalog(), marks(), page(current_).episode);
    scheduler_.set_outlook(std::move(outlook));
}

// The page after the next one has no session. Its beginning is brought into the cache when the current one has enough
// and the next one has its picture, so that a second swipe on the heels of the first finds it there.
void PlaybackHost::read_ahead(const Viewer& viewer, const std::optional<SessionSnapshot>& current) {
    const std::size_t target = current_ + kPagesAhead;
    const bool danger =
        !current || (viewer.buffered < SegmentPlanner::kDanger && current->buffered_until < current->duration);
    if (target >= page_count() || !unlocked(target) || quality_.data_saver || danger) {
        preloader_->set_wanted(std::nullopt);
        return;
    }
    const auto next = snapshot(current_ + 1);
    const bool next_is_there =
        !unlocked(current_ + 1) || (next && (next->has_first_frame || next->state == SessionState::Failed));
    const bool calm = viewer.buffered >= kEnough || current->buffered_until >= current->duration;
    MediaItem item = media_item(target);
    if (calm && next_is_there && !item.address.url.empty()) preloader_->set_wanted(std::move(item));
}

std::vector<StreamRung> PlaybackHost::offered_rungs() const {
    std::vector<StreamRung> rungs;
    if (scheduler_.rungs().size() < 2) return rungs;  // there is nothing to choose from
    for (const SegmentRung& rung : scheduler_.rungs()) rungs.push_back({rung.width, rung.height, rung.bandwidth});
    return rungs;
}

/// Who chooses anything else while a metered network makes it save data means it, as long as it is that network.
void PlaybackHost::set_quality(const QualityWish& wish) {
    wish_ = wish;
    saver_waived_ = metered_ && !wish.data_saver;
    follow_quality();
}

void PlaybackHost::set_metered(bool metered) {
    if (metered == metered_) return;
    metered_ = metered;
    saver_waived_ = false;
    follow_quality();
}

void PlaybackHost::follow_quality() {
    const bool metered_saves =
        metered_ && settings_.values().data_saver_when_metered && !wish_.height && !saver_waived_;
    quality_ = {wish_.height, wish_.data_saver || metered_saves, metered_};
    scheduler_.set_data_saver(quality_.data_saver);
    scheduler_.set_pinned_height(quality_.data_saver ? std::nullopt : quality_.height);
}

void PlaybackHost::count_watched(const PlaybackSession& session) {
    if (surroundings_.figures == nullptr) return;
    std::int64_t& bytes = watched_bytes_[media_id(current_)];
    const std::int64_t more = std::max<std::int64_t>(session.watched_bytes() - bytes, 0);
    bytes += more;
    surroundings_.stats.network(*surroundings_.figures, more);
}

void PlaybackHost::retry_arrival() {
    PlaybackSession* session = current_session();
    if (session == nullptr) return;
    const SessionSnapshot snapshot = session->snapshot();
    if (snapshot.state == SessionState::Failed && may_pass(snapshot.error->kind)) session->retry();
}

}  // namespace cliffhanger
