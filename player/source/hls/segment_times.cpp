#include "player/source/hls/segment_times.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

// A run this close to where it is expected keeps the shared clock; playlists round the lengths of their segments.
constexpr MediaTime kTolerance = std::chrono::seconds(1);
// Playlists that say the time as exactly as this are believed; otherwise what was read goes on where it ended.
constexpr MediaTime kExact = std::chrono::milliseconds(150);
// Within a run: decoding times do not go back, and no stream pauses for as long as this.
constexpr MediaTime kLargestStepBack = std::chrono::milliseconds(500);
constexpr MediaTime kLargestGap = std::chrono::seconds(10);
// 2^33 ticks of 90 kHz.
constexpr MediaTime kWrap{(std::int64_t{1} << 33) * 100 / 9};

}  // namespace

MediaTime SegmentTimes::unwrapped(MediaTime stamp, MediaTime offset, MediaTime expected) const {
    if (!run_.wraps) return offset;
    const double turns = static_cast<double>((expected - stamp - offset).count()) / static_cast<double>(kWrap.count());
    return offset + kWrap * std::llround(turns);
}

void SegmentTimes::begin(const RunStart& run, MediaTime first) {
    run_ = run;
    MediaTime expected = run.time;
    if (run.continues && reached_ && (run.skips_ahead || abs(*reached_ - run.time) > kExact)) expected = *reached_;
    const auto known = offsets_.find(run.discontinuity);
    offset_ = expected - first;
    if (known != offsets_.end() && !run.own_clock) {
        const MediaTime shared = unwrapped(first, known->second, expected);
        if (run.estimated || abs(first + shared - expected) <= kTolerance) offset_ = shared;
    }
    if (!run.own_clock) offsets_[run.discontinuity] = offset_;
    lanes_.clear();
}

MediaTime SegmentTimes::offset_for(int stream, MediaTime stamp, MediaTime duration) {
    const auto [found, fresh] = lanes_.try_emplace(stream, Lane{offset_, std::nullopt});
    Lane& lane = found->second;
    const MediaTime expected = lane.end.value_or(reached_.value_or(run_.time));
    const auto fits = [&](MediaTime offset) {
        const MediaTime step = stamp + offset - expected;
        return step >= -kLargestStepBack && step <= kLargestGap;
    };
    lane.offset = unwrapped(stamp, lane.offset, expected);
    if (lane.end && !fits(lane.offset)) {
        // Another stream of this run may have jumped before.
        const MediaTime newest = unwrapped(stamp, offset_, expected);
        lane.offset = fits(newest) ? newest : expected - stamp;
        if (!fits(newest)) {
            offset_ = lane.offset;
            if (!run_.own_clock) offsets_[run_.discontinuity] = offset_;
        }
    }
    lane.end = stamp + lane.offset + duration;
    reached_ = std::max(reached_.value_or(*lane.end), *lane.end);
    return lane.offset;
}

void SegmentTimes::skip(MediaTime duration) {
    if (reached_) *reached_ += duration;
}

void SegmentTimes::forget() {
    lanes_.clear();
    reached_.reset();
}

}  // namespace cliffhanger
