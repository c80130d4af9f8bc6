// HlsTimeline: where to begin, where a time is, and what follows.
#include <algorithm>

#include "player/source/hls/hls_timeline.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

/// A segment of which less is left is passed over when changing playlists.
constexpr MediaTime kBoundaryTolerance = 250ms;
/// How many target durations a live stream is played behind its edge.
constexpr int kTargetDurationsBehind = 3;

}  // namespace

MediaTime HlsTimeline::hold_back() const {
    return std::max(hold_back_.value_or(MediaTime{0}), target_duration_ * kTargetDurationsBehind);
}

std::optional<HlsJoin> HlsTimeline::join(const std::optional<HlsStart>& multivariant_start) const {
    if (segments_.empty()) return std::nullopt;
    const auto& start = start_ ? start_ : multivariant_start;
    MediaTime wanted = ended_ ? window_start() : window_end_ - hold_back();
    if (start) {
        const MediaTime asked = (start->offset < 0s ? window_end_ : window_start()) + start->offset;
        wanted = ended_ ? asked : std::min(asked, wanted);
    }
    const auto index = find(wanted);
    if (!index) return std::nullopt;
    const HlsPlacedSegment& placed = segments_[*index];
    const bool inside = start && start->precise && wanted > placed.start && wanted < placed.end();
    return HlsJoin{*index, inside ? wanted : placed.start};
}

std::optional<std::size_t> HlsTimeline::find(MediaTime time) const {
    if (segments_.empty()) return std::nullopt;
    const auto after = std::upper_bound(segments_.begin(), segments_.end(), time,
                                        [](MediaTime t, const HlsPlacedSegment& placed) { return t < placed.start; });
    const auto index = static_cast<std::size_t>(after == segments_.begin() ? 0 : after - segments_.begin() - 1);
    if (const auto playable = next_playable(index)) return playable;
    const auto before = std::find_if(segments_.rend() - static_cast<std::ptrdiff_t>(index), segments_.rend(),
                                     [](const HlsPlacedSegment& placed) { return !placed.segment.gap; });
    if (before == segments_.rend()) return std::nullopt;
    return static_cast<std::size_t>(segments_.rend() - before) - 1;
}

std::optional<std::size_t> HlsTimeline::find(HlsCursor cursor) const {
    if (segments_.empty() || cursor.generation != generation_) return std::nullopt;
    const std::int64_t index = cursor.media_sequence - segments_.front().segment.media_sequence;
    if (index < 0 || index >= std::ssize(segments_)) return std::nullopt;
    return static_cast<std::size_t>(index);
}

std::optional<std::size_t> HlsTimeline::next_playable(std::size_t from) const {
    const auto begin = segments_.begin() + static_cast<std::ptrdiff_t>(std::min(from, segments_.size()));
    const auto found =
        std::find_if(begin, segments_.end(), [](const HlsPlacedSegment& placed) { return !placed.segment.gap; });
    if (found == segments_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - segments_.begin());
}

HlsNext HlsTimeline::next_from(std::size_t index) const {
    if (const auto playable = next_playable(index)) return {HlsNext::Kind::Segment, *playable};
    return {ended_ ? HlsNext::Kind::End : HlsNext::Kind::Wait, 0};
}

HlsNext HlsTimeline::next(HlsCursor after) const {
    if (segments_.empty()) return next_from(0);
    const std::int64_t index = after.media_sequence + 1 - segments_.front().segment.media_sequence;
    if (after.generation == generation_ && index >= 0)
        return next_from(static_cast<std::size_t>(std::min<std::int64_t>(index, std::ssize(segments_))));
    return rejoin();
}

/// Where to go on when the place that was read last is no more.
HlsNext HlsTimeline::rejoin() const {
    // Not at the window's first segment, which is the next to vanish.
    const auto begin = ended_ ? find(window_start()) : find(window_end_ - hold_back());
    return begin ? HlsNext{HlsNext::Kind::Jump, *begin} : next_from(0);
}

HlsNext HlsTimeline::next_at(MediaTime time) const {
    const auto running = std::find_if(segments_.begin(), segments_.end(), [&](const HlsPlacedSegment& placed) {
        return placed.end() > time + std::min(kBoundaryTolerance, placed.segment.duration / 2);
    });
    return next_from(static_cast<std::size_t>(running - segments_.begin()));
}

HlsNext HlsTimeline::next_after_switch(const HlsTimeline& from, HlsCursor after) const {
    const auto index = from.find(after);
    if (!index) return rejoin();
    if (has_layout_of(from)) return next(HlsCursor{after.media_sequence, generation_});
    return next_at(from.segments_[*index].end());
}

/// Segments of the same number are the same part of the episode: durations of two ladders' rungs are rounded apart, and
/// the sums of hundreds of them would be apart by more than a segment.
bool HlsTimeline::has_layout_of(const HlsTimeline& other) const {
    return ended_ && other.ended_ && !segments_.empty() && segments_.size() == other.segments_.size() &&
           segments_.front().segment.media_sequence == other.segments_.front().segment.media_sequence &&
           std::equal(segments_.begin(), segments_.end(), other.segments_.begin(),
                      [](const HlsPlacedSegment& mine, const HlsPlacedSegment& theirs) {
                          const MediaTime shorter = std::min(mine.segment.duration, theirs.segment.duration);
                          const MediaTime longer = std::max(mine.segment.duration, theirs.segment.duration);
                          return longer - shorter <= kBoundaryTolerance || longer - shorter <= shorter / 4;
                      });
}

}  // namespace cliffhanger
