// The plain rule: the highest rung that fits four fifths of the throughput seen; everything is granted at once.
// Thread-safe; never blocks. The throughput is shared by all sessions, so that an episode starts where the last one
// was.
#pragma once

#include <mutex>

#include "player/policy/segment_scheduler.h"

namespace cliffhanger {

struct RungLimits {
    std::optional<std::int64_t> pinned_bandwidth;   ///< the rung closest to it, whatever the network does
    std::optional<std::int64_t> highest_bandwidth;  ///< none above it, if there is one below
    std::optional<int> highest_short_side;          ///< as above: of the picture, in pixels ("720p")
};

class ThroughputScheduler final : public SegmentScheduler {
 public:
    /// What is assumed before anything is measured, in bits a second: enough for a middle rung of a phone's ladder.
    static constexpr double kFirstGuess = 2'500'000;

    Result<SegmentGrant> request(const SegmentRequest& request, std::stop_token stop) override;
    void finished(const SegmentTransfer& transfer) override;

    void set_limits(const RungLimits& limits);
    /// Bits a second.
    double throughput() const;

 private:
    mutable std::mutex mutex_;  // guards everything below
    RungLimits limits_;
    double throughput_ = kFirstGuess;
    bool measured_ = false;
};

/// Pure: the rung for a throughput in bits a second. `rungs` is sorted by bandwidth and not empty.
std::size_t choose_rung(const std::vector<SegmentRung>& rungs, double throughput, const RungLimits& limits);

}  // namespace cliffhanger
