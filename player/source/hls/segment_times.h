// The time stamps of HLS segments on the episode's own timeline. Pure; one reader thread.
//
// Within one discontinuity of a stream all its rungs and renditions share a clock, so one offset serves all of them and
// keeps sound and picture together: it is found where the first of them begins, at the time that the playlist gives.
// Counters of 33 bits wrap; packagers restart them without saying so; both disappear here.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "player/media_time.h"

namespace cliffhanger {

/// By discontinuity sequence: what is added to a time stamp to get media time. Shared by a stream's lanes.
using SegmentOffsets = std::map<std::int64_t, MediaTime>;

struct RunStart {
    std::int64_t discontinuity = 0;
    MediaTime time{0};         ///< of its first segment, as the playlist says
    bool continues = false;    ///< follows what was read before, without a seek
    bool estimated = false;    ///< `time` is a guess: the clock that is known already says it better
    bool own_clock = false;    ///< its stamps have nothing to do with those of other runs
    bool wraps = false;        ///< the stamps are MPEG's counter of 33 bits
    bool skips_ahead = false;  ///< what is missing before it shall not be waited for (a live stream fallen behind)
};

class SegmentTimes {
 public:
    explicit SegmentTimes(SegmentOffsets& offsets) : offsets_(offsets) {}

    /// A run begins; `first` is its earliest time stamp.
    void begin(const RunStart& run, MediaTime first);
    /// What to add to the time stamps of the packet that is stamped `stamp` (when it is decoded) in this stream.
    MediaTime offset_for(int stream, MediaTime stamp, MediaTime duration);
    /// Where what was read ends: the latest of all streams. nullopt after a seek.
    std::optional<MediaTime> reached() const { return reached_; }
    /// So much is missing in what was read.
    void skip(MediaTime duration);
    /// What follows begins anew somewhere else.
    void forget();

 private:
    struct Lane {
        MediaTime offset{0};
        std::optional<MediaTime> end;  // where the last packet ended, on the timeline
    };
    MediaTime unwrapped(MediaTime stamp, MediaTime offset, MediaTime expected) const;

    SegmentOffsets& offsets_;
    RunStart run_;
    MediaTime offset_{0};  // the newest one of this run
    std::map<int, Lane> lanes_;
    std::optional<MediaTime> reached_;
};

}  // namespace cliffhanger
