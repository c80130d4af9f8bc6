// Decides, before every segment of an HLS stream, when it may be fetched and from which rung of the ladder.
// One scheduler serves every session: each asks on its own reader thread. request() blocks until the segment is granted
// or `stop` fires, with Aborted; everything else returns at once. Thread-safe; outlives the sessions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "net/clock.h"
#include "net/result.h"
#include "player/media_time.h"
#include "player/policy/size_index.h"

namespace cliffhanger {

/// One rung that the segment can be had from.
struct SegmentRung {
    std::int64_t bandwidth = 0;         ///< bits a second, as the playlist says; 0 = it does not
    std::optional<std::int64_t> bytes;  ///< of this segment, where the playlist tells
    int width = 0, height = 0;          ///< 0 = not said
    bool cached = false;                ///< this segment lies whole on this machine
    /// Of the whole episode, where somebody has it; its beginning is the episode's.
    std::shared_ptr<const SizeIndex> sizes = {};
};

struct SegmentRequest {
    std::string episode;       ///< MediaItem::id
    std::int64_t segment = 0;  ///< media sequence number
    MediaTime start{0};        ///< on the episode's timeline
    MediaTime duration{0};
    std::optional<MediaTime> length;      ///< of the episode, where the source says
    MediaTime buffered{0};                ///< media that is read and not decoded yet
    std::vector<SegmentRung> rungs;       ///< from the lowest bandwidth up; never empty
    std::optional<std::size_t> previous;  ///< the rung of the segment before it
};

/// Into SegmentRequest::rungs.
struct SegmentGrant {
    std::size_t rung = 0;
    bool pinned = false;               ///< the viewer's choice: it is not left because it is slow
    std::optional<double> throughput;  ///< bits a second, as measured lately; nullopt: nobody knows
};

/// How a granted segment ended.
struct SegmentTransfer {
    enum class End { Complete, Cancelled, Failed };
    std::string episode;
    std::int64_t segment = 0;
    std::int64_t bytes = 0;
    Microseconds reading{0};  ///< spent waiting for its bytes, without the time in which nobody asked for them
    End end = End::Complete;
};

class SegmentScheduler {
 public:
    virtual ~SegmentScheduler() = default;
    [[nodiscard]] virtual Result<SegmentGrant> request(const SegmentRequest& request, std::stop_token stop) = 0;
    /// Once for every grant.
    virtual void finished(const SegmentTransfer& transfer) = 0;
    /// The viewer wants little fetched ahead, of files too.
    [[nodiscard]] virtual bool saves_data() const { return false; }
};

}  // namespace cliffhanger
