#include "player/source/hls/hls_timeline.h"

#include <algorithm>

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

/// Sums stop here, so that absurd durations and numbers cannot overflow.
constexpr MediaTime kFarthest = 24h * 365 * 100;
/// Behind a load balancer, one server may lag behind the others; a stream that stays behind has begun anew.
constexpr int kStaleCopiesInARow = 3;
constexpr MediaTime kShortestSegment = 1ms;
constexpr MediaTime kShortestReload = 500ms;
constexpr MediaTime kLongestWaitForFirstSegment = 15s;

MediaTime later(MediaTime time, MediaTime by) { return std::clamp(time + by, -kFarthest, kFarthest); }

MediaTime times(MediaTime duration, std::int64_t count) {
    return duration * std::min<std::int64_t>(count, kFarthest / std::max<MediaTime>(duration, 1us));
}

std::int64_t end_sequence(const HlsMediaPlaylist& playlist) {
    return playlist.media_sequence + std::ssize(playlist.segments);
}

}  // namespace

HlsTimeline::HlsTimeline(HlsMediaPlaylist playlist, Microseconds now) : grown_at_(now) {
    adopt(std::move(playlist), MediaTime{0}, 0, now);
}

void HlsTimeline::adopt(HlsMediaPlaylist playlist, MediaTime first_start, std::int64_t discontinuity_shift,
                        Microseconds now) {
    segments_.clear();
    segments_.reserve(playlist.segments.size());
    MediaTime start = first_start;
    const bool estimated = std::none_of(playlist.segments.begin(), playlist.segments.end(),
                                        [](const HlsSegment& segment) { return segment.duration > 0s; });
    for (HlsSegment& segment : playlist.segments) {
        segment.discontinuity_sequence += discontinuity_shift;
        // Every segment has a time of its own, so that none is taken for its neighbour.
        if (segment.duration <= 0s) segment.duration = estimated ? playlist.target_duration : kShortestSegment;
        HlsPlacedSegment placed{std::move(segment), start, {}, generation_, estimated};
        start = later(start, placed.segment.duration);
        segments_.push_back(std::move(placed));
    }
    reckon_dates();
    if (!segments_.empty()) {
        window_end_ = start;
        ever_had_segments_ = true;
    }
    ended_ = playlist.ended;
    target_duration_ = playlist.target_duration;
    hold_back_ = playlist.hold_back;
    start_ = playlist.start;
    stale_copies_ = 0;
    updated_at_ = now;
}

void HlsTimeline::reckon_dates() {
    const HlsPlacedSegment* dated = nullptr;
    for (HlsPlacedSegment& placed : segments_) {
        if (placed.segment.program_date_time) {
            placed.date = placed.segment.program_date_time;
            dated = &placed;
        } else if (dated) {
            placed.date = *dated->date + (placed.start - dated->start);
        }
    }
    const auto first = std::find_if(segments_.begin(), segments_.end(),
                                    [](const HlsPlacedSegment& placed) { return placed.date.has_value(); });
    if (first == segments_.end()) return;
    for (auto placed = segments_.begin(); placed != first; ++placed)
        placed->date = *first->date - (first->start - placed->start);
}

HlsUpdate HlsTimeline::update(HlsMediaPlaylist playlist, Microseconds now) {
    // What has ended has said so for good.
    if (ended_ || !changed(playlist)) {
        update_unchanged(now);
        return HlsUpdate::Unchanged;
    }
    if (is_older_copy(playlist)) return take_older_copy(std::move(playlist), now);
    const bool grown =
        segments_.empty() || playlist.ended || end_sequence(playlist) > segments_.back().segment.media_sequence + 1;
    const auto kept = find(HlsCursor{playlist.media_sequence, generation_});
    if (!kept) {
        const MediaTime start = start_of_later(playlist);
        adopt(std::move(playlist), start, 0, now);
    } else {
        // Servers that leave out EXT-X-DISCONTINUITY-SEQUENCE would number the same segment anew as the window slides.
        const std::int64_t shift =
            segments_[*kept].segment.discontinuity_sequence - playlist.segments.front().discontinuity_sequence;
        adopt(std::move(playlist), segments_[*kept].start, shift, now);
    }
    last_changed_ = grown;
    if (grown) grown_at_ = now;
    return grown ? HlsUpdate::Grown : HlsUpdate::Unchanged;
}

void HlsTimeline::readdress(const HlsMediaPlaylist& playlist, Microseconds now) {
    if (ended_ && playlist.ended && !has_layout_of(HlsTimeline(playlist, now))) {
        ++generation_;
        return adopt(playlist, window_start(), 0, now);
    }
    for (HlsPlacedSegment& placed : segments_) {
        const std::int64_t index = placed.segment.media_sequence - playlist.media_sequence;
        if (index < 0 || index >= std::ssize(playlist.segments)) continue;
        const HlsSegment& named = playlist.segments[static_cast<std::size_t>(index)];
        placed.segment.url = named.url;
        placed.segment.range = named.range;
        placed.segment.key = named.key;
        placed.segment.map = named.map;
    }
}

HlsUpdate HlsTimeline::take_older_copy(HlsMediaPlaylist playlist, Microseconds now) {
    updated_at_ = now;
    last_changed_ = playlist.ended;
    if (playlist.ended) {  // no copy from before knows of the end: some servers take back the last segment with it
        ended_ = true;
        return HlsUpdate::Grown;
    }
    if (++stale_copies_ < kStaleCopiesInARow) return HlsUpdate::Stale;
    ++generation_;
    adopt(std::move(playlist), window_end_, 0, now);
    last_changed_ = true;
    grown_at_ = now;
    return HlsUpdate::Restarted;
}

void HlsTimeline::update_unchanged(Microseconds now) {
    last_changed_ = false;
    stale_copies_ = 0;
    updated_at_ = now;
}

bool HlsTimeline::changed(const HlsMediaPlaylist& playlist) const {
    if (playlist.ended != ended_) return true;
    if (playlist.segments.empty() || segments_.empty()) return playlist.segments.size() != segments_.size();
    return playlist.media_sequence != segments_.front().segment.media_sequence ||
           playlist.segments.size() != segments_.size();
}

/// It does not reach as far as what was seen already: a playlist may lose its first segments, never its last.
bool HlsTimeline::is_older_copy(const HlsMediaPlaylist& playlist) const {
    return !segments_.empty() &&
           (playlist.segments.empty() || end_sequence(playlist) <= segments_.back().segment.media_sequence);
}

/// The first segment's time when none of the old ones is in the playlist any more.
MediaTime HlsTimeline::start_of_later(const HlsMediaPlaylist& playlist) const {
    if (segments_.empty() || playlist.segments.empty()) return window_end_;
    const HlsPlacedSegment& last = segments_.back();
    const HlsPlacedSegment& first = segments_.front();
    const HlsSegment& arrived = playlist.segments.front();
    // It lists again what had gone: the first one that is known tells where that began.
    if (arrived.media_sequence < first.segment.media_sequence) {
        MediaTime start = first.start;
        for (const HlsSegment& segment : playlist.segments) {
            if (segment.media_sequence == first.segment.media_sequence) break;
            start = later(start, -segment.duration);
        }
        return start;
    }
    if (last.date && arrived.program_date_time && *arrived.program_date_time >= *last.date)
        return later(last.start, std::min<MediaTime>(*arrived.program_date_time - *last.date, kFarthest));
    const std::int64_t missed = arrived.media_sequence - last.segment.media_sequence - 1;
    return later(window_end_, times(target_duration_, missed));
}

MediaTime HlsTimeline::window_start() const { return segments_.empty() ? window_end_ : segments_.front().start; }

std::optional<Microseconds> HlsTimeline::reload_at() const {
    if (ended_) return std::nullopt;
    return updated_at_ + std::max(kShortestReload, last_changed_ ? target_duration_ : target_duration_ / 2);
}

std::optional<Microseconds> HlsTimeline::stuck_at() const {
    if (ended_) return std::nullopt;
    const MediaTime patience = target_duration_ * 7 / 2;
    return grown_at_ + (ever_had_segments_ ? patience : std::min(patience, kLongestWaitForFirstSegment));
}

void HlsTimeline::shift(MediaTime by) {
    for (HlsPlacedSegment& placed : segments_) placed.start = later(placed.start, by);
    window_end_ = later(window_end_, by);
}

void HlsTimeline::align_to(const HlsTimeline& reference) {
    if (segments_.empty() || reference.segments_.empty()) return;
    const HlsPlacedSegment& mine = segments_.front();
    const HlsPlacedSegment& theirs = reference.segments_.front();
    if (mine.date && theirs.date) {
        const MediaTime apart = *mine.date - *theirs.date;
        const MediaTime length = reference.window_end_ - theirs.start;
        // Clocks of different machines may be hours apart: such windows would have nothing in common.
        if (apart > -length && apart < length) return shift(theirs.start + apart - mine.start);
    }
    if (ended_ && reference.ended_) return shift(theirs.start - mine.start);
    // Numbers need not agree between playlists, but where both windows hold the same ones they practically do.
    const auto same = std::find_if(segments_.begin(), segments_.end(), [&](const HlsPlacedSegment& placed) {
        return placed.segment.media_sequence >= theirs.segment.media_sequence;
    });
    if (same != segments_.end())
        if (const auto index = reference.find(HlsCursor{same->segment.media_sequence, reference.generation_}))
            return shift(reference.segments_[*index].start - same->start);
    shift(reference.window_end_ - window_end_);
}

bool continues_run(const HlsPlacedSegment& before, const HlsPlacedSegment& after) {
    return before.generation == after.generation && before.segment.media_sequence + 1 == after.segment.media_sequence &&
           before.segment.discontinuity_sequence == after.segment.discontinuity_sequence &&
           same_map(before.segment.map, after.segment.map);
}

}  // namespace cliffhanger
