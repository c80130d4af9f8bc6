// The segments of one media playlist on media time, kept as the playlist is fetched again and again. Pure: no I/O, and
// the time of day comes in as a parameter (of the monotonic clock that drives reloading). Not thread-safe.
//
// Times: the first playlist's first segment starts at 0; a window that slides keeps the times of what stays in it.
// align_to() puts a second playlist (another variant, a rendition, I-frames) on the times of a first one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "net/clock.h"
#include "player/media_time.h"
#include "player/source/hls/hls_playlist.h"

namespace cliffhanger {

struct HlsPlacedSegment {
    HlsSegment segment;
    MediaTime start{0};
    std::optional<WallTime> date;  ///< of its start, reckoned from the nearest date that the playlist says
    int generation = 0;            ///< counts how often the stream began anew
    bool estimated = false;        ///< the playlist does not say how long anything is

    MediaTime end() const { return start + segment.duration; }
};

/// A segment by number, which stays true while the window slides. The one behind the last that was read, say.
struct HlsCursor {
    std::int64_t media_sequence = 0;
    int generation = 0;

    static HlsCursor of(const HlsPlacedSegment& placed) { return {placed.segment.media_sequence, placed.generation}; }
    bool operator==(const HlsCursor&) const = default;
};

/// Where to go on.
struct HlsNext {
    enum class Kind {
        Segment,  ///< with the segment at `index`
        Jump,     ///< with the one at `index`, but what lies between is lost: the window has moved on
        Wait,     ///< nothing is there yet: fetch the playlist again at reload_at()
        End,      ///< nowhere: the stream has ended
    };
    Kind kind = Kind::Wait;
    std::size_t index = 0;
};

/// Where playing begins.
struct HlsJoin {
    std::size_t index = 0;
    MediaTime time{0};  ///< the segment's start, or inside it where EXT-X-START is precise
};

/// What a fetched playlist brought.
enum class HlsUpdate {
    Grown,      ///< new segments, or the end
    Unchanged,  ///< nothing
    Stale,      ///< an older copy, which was passed over
    Restarted,  ///< the stream began anew: everything in it is new, behind all that was
};

class HlsTimeline {
 public:
    HlsTimeline(HlsMediaPlaylist playlist, Microseconds now);

    /// The same playlist, fetched again (or found unchanged by the server: update_unchanged()).
    HlsUpdate update(HlsMediaPlaylist playlist, Microseconds now);
    /// The same playlist with other addresses: segments keep their places and times. A recording that is divided
    /// otherwise takes the old one's place as a new generation, at the same times.
    void readdress(const HlsMediaPlaylist& playlist, Microseconds now);
    void update_unchanged(Microseconds now);

    const std::vector<HlsPlacedSegment>& segments() const { return segments_; }
    bool ended() const { return ended_; }
    MediaTime target_duration() const { return target_duration_; }
    /// What there is from and to; for an ended playlist, its length. Both 0 while there was never a segment.
    MediaTime window_start() const;
    MediaTime window_end() const { return window_end_; }

    /// When to fetch the playlist again; nullopt when it has ended.
    std::optional<Microseconds> reload_at() const;
    /// When to give up on a playlist that has not grown until then; nullopt when it has ended.
    std::optional<Microseconds> stuck_at() const;
    /// The network was gone until now: that the playlist has not grown says nothing.
    void expect_growth_from(Microseconds now) { grown_at_ = now; }

    /// Where playing begins: EXT-X-START (the playlist's own, or the multivariant one's), the start of a stream that
    /// has ended, or near the edge of a live one. nullopt while there is nothing to play.
    std::optional<HlsJoin> join(const std::optional<HlsStart>& multivariant_start = {}) const;

    /// How far behind the end of a live stream it is played.
    MediaTime hold_back() const;

    /// The segment that plays at `time`, held inside the window; where that is a gap, the next one that is none, or
    /// the last one before it. nullopt when there is nothing to play.
    std::optional<std::size_t> find(MediaTime time) const;
    std::optional<std::size_t> find(HlsCursor cursor) const;

    /// What follows a segment, gaps left out.
    HlsNext next(HlsCursor after) const;
    /// What follows a point in time, as when changing to this playlist where another one's segment ended. A segment
    /// that has almost ended at `time` is passed over; one that began before it is given, and overlaps.
    HlsNext next_at(MediaTime time) const;
    /// What to read here after `after` was read of `from`, to which this timeline is aligned.
    HlsNext next_after_switch(const HlsTimeline& from, HlsCursor after) const;

    /// Takes over the times of `reference`: by dates, else by number, else (both live) by their ends.
    void align_to(const HlsTimeline& reference);

 private:
    void adopt(HlsMediaPlaylist playlist, MediaTime first_start, std::int64_t discontinuity_shift, Microseconds now);
    HlsUpdate take_older_copy(HlsMediaPlaylist playlist, Microseconds now);
    void reckon_dates();
    void shift(MediaTime by);
    bool is_older_copy(const HlsMediaPlaylist& playlist) const;
    bool changed(const HlsMediaPlaylist& playlist) const;
    MediaTime start_of_later(const HlsMediaPlaylist& playlist) const;
    bool has_layout_of(const HlsTimeline& other) const;
    std::optional<std::size_t> next_playable(std::size_t from) const;
    HlsNext next_from(std::size_t index) const;
    HlsNext rejoin() const;

    std::vector<HlsPlacedSegment> segments_;
    bool ended_ = false;
    MediaTime target_duration_{0};
    std::optional<MediaTime> hold_back_;
    std::optional<HlsStart> start_;
    MediaTime window_end_{0};
    int generation_ = 0;
    int stale_copies_ = 0;  ///< in a row
    bool ever_had_segments_ = false;
    bool last_changed_ = true;
    Microseconds updated_at_{0};
    Microseconds grown_at_{0};
};

/// Whether one demuxer can go from `before` to `after`, both of one timeline: neighbours with the same initialisation
/// section and no discontinuity between them. A change of key does not matter to it.
bool continues_run(const HlsPlacedSegment& before, const HlsPlacedSegment& after);

}  // namespace cliffhanger
