// One of the streams that an episode is made of: a ladder of rungs with pictures and mostly sound, or a rendition with
// sound alone. Joins its segments to runs (same rung, same initialisation, same discontinuity), has a plain demuxer
// take each run apart, and gives the packets on the episode's timeline. Threads and blocking: the reader's, through
// HlsIo.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "player/source/demuxer.h"
#include "player/source/hls/segment_fetcher.h"
#include "player/source/hls/segment_reader.h"
#include "player/source/hls/segment_times.h"

namespace cliffhanger {

/// What the streams of a lane are called outside; those not named are not delivered.
struct LaneStreams {
    int video = -1;
    std::vector<int> audio;  ///< in the order of the container
    bool operator==(const LaneStreams&) const = default;
};

class HlsLane final : private SegmentFeed {
 public:
    HlsLane(HlsIo& io, HlsKeys& keys, SegmentOffsets& offsets, HlsRungs rungs, HlsLaneSetup setup);
    HlsLane(const HlsLane&) = delete;
    HlsLane& operator=(const HlsLane&) = delete;

    /// Opens the run at this time (nullopt: where the playlist says). Its streams as the container has them.
    [[nodiscard]] Result<MediaInfo> open(std::optional<MediaTime> start);
    /// `announced`: how the streams were described outside; what differs travels with the packets.
    void name_streams(const LaneStreams& names, const std::vector<StreamInfo>& announced);
    [[nodiscard]] Result<Packet> read();
    /// Goes to the last keyframe at or before the target, whose time is returned; the target's where there are no
    /// pictures.
    [[nodiscard]] Result<MediaTime> seek(MediaTime target);

    /// Reading goes on at this time, wherever a segment or a picture begins.
    void go_to(MediaTime time);
    /// Where the run that is open begins.
    MediaTime position() const { return first_.place.start; }
    /// Where the packets given out end.
    MediaTime reached() const { return reached_; }
    HlsStream& stream() { return fetcher_.stream(); }
    const HlsStream& stream() const { return fetcher_.stream(); }
    const std::optional<LeftOut>& left_out() const { return fetcher_.left_out(); }
    /// What was left out last lies behind everything that was read.
    bool ends_early() const { return fetcher_.ends_early(); }
    const HlsVariant& variant() const { return fetcher_.variant(); }
    /// Whether the run that is open has a stream that is called so outside.
    bool gives(int name) const;
    /// Called with the streams of every run from the next one on, before anything of it is delivered.
    void on_run(std::function<void(const MediaInfo&)> call) { on_run_ = std::move(call); }

 private:
    Result<std::optional<SegmentBytes>> next_piece() override;
    TransferWatch::Advice received(std::size_t bytes, Microseconds waited) override;
    void piece_complete() override;
    bool ends_here(const Error& error) override { return fetcher_.ends_here(error); }
    bool worth_waiting(const Error& error) override { return fetcher_.worth_waiting(error); }

    Result<void> ensure_run();
    Result<void> begin_run(OpenSegment segment);
    Result<void> find_first_time();
    Result<void> get_around(Error error);
    void end_run();
    bool goes_on_with(const OpenSegment& next) const;
    int name_of(int stream) const;
    void select_streams();
    void announce(Packet& packet, const StreamInfo& stream);
    void put_on_timeline(Packet& packet);
    Result<Packet> next_packet();
    Result<std::optional<MediaTime>> hold_until(MediaTime target);

    HlsIo& io_;
    SegmentFetcher fetcher_;
    SegmentTimes times_;
    LaneStreams names_;
    bool named_ = false;
    std::function<void(const MediaInfo&)> on_run_;
    std::map<int, StreamInfo> announced_, last_sent_;

    OpenSegment first_;                 // of the run
    HlsPlace last_;                     // taken of the run
    std::deque<SegmentBytes> waiting_;  // pieces of the run before its second segment
    bool segment_under_way_ = false;
    bool abandoned_ = false;            // it comes too slowly
    std::unique_ptr<Demuxer> demuxer_;  // of the run; nullptr between runs
    MediaInfo run_info_;
    MediaTime run_clock_{0};       // added to the stamps of packed audio, which counts from zero
    bool fresh_ = false;           // nothing was delivered of the run yet
    bool continues_ = false;       // no seek since the packet before
    std::optional<Error> failed_;  // why the run was the last one
    std::deque<Packet> unstamped_, held_;
    MediaTime reached_{0};
};

}  // namespace cliffhanger
