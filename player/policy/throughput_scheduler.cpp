#include "player/policy/throughput_scheduler.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

constexpr double kShareUsed = 0.8;
// A sample counts by its length: this much reading forgets half of what was known before.
constexpr double kHalfLifeSeconds = 4;
// Shorter transfers measure latency and what lay in buffers, not throughput.
constexpr std::int64_t kFewestBytes = 16 * 1024;

bool within(const SegmentRung& rung, const RungLimits& limits) {
    if (limits.highest_bandwidth && rung.bandwidth > *limits.highest_bandwidth) return false;
    const int short_side = std::min(rung.width, rung.height);
    return !limits.highest_short_side || short_side <= *limits.highest_short_side;
}

}  // namespace

std::size_t choose_rung(const std::vector<SegmentRung>& rungs, double throughput, const RungLimits& limits) {
    std::size_t chosen = 0;
    if (limits.pinned_bandwidth) {
        const auto distance = [&](std::size_t i) { return std::llabs(rungs[i].bandwidth - *limits.pinned_bandwidth); };
        for (std::size_t i = 1; i < rungs.size(); ++i) {
            if (distance(i) < distance(chosen)) chosen = i;
        }
        return chosen;
    }
    for (std::size_t i = 1; i < rungs.size(); ++i) {
        const bool fits = static_cast<double>(rungs[i].bandwidth) <= throughput * kShareUsed;
        if (fits && within(rungs[i], limits)) chosen = i;
    }
    return chosen;
}

Result<SegmentGrant> ThroughputScheduler::request(const SegmentRequest& request, std::stop_token stop) {
    if (stop.stop_requested()) return fail(ErrorKind::Aborted, "Asking for a segment was cancelled.");
    const std::lock_guard lock(mutex_);
    SegmentGrant grant{choose_rung(request.rungs, throughput_, limits_), limits_.pinned_bandwidth.has_value(), {}};
    if (measured_) grant.throughput = throughput_;
    return grant;
}

void ThroughputScheduler::finished(const SegmentTransfer& transfer) {
    const double seconds = to_seconds(transfer.reading);
    if (transfer.bytes < kFewestBytes || seconds <= 0) return;
    const double sample = static_cast<double>(transfer.bytes) * 8 / seconds;
    const std::lock_guard lock(mutex_);
    // The first guess counts for one half-life, so that one lucky segment does not lead to the top.
    const double kept = std::pow(0.5, std::max(seconds, 0.5) / kHalfLifeSeconds * (measured_ ? 1 : 2));
    throughput_ = throughput_ * kept + sample * (1 - kept);
    measured_ = true;
}

void ThroughputScheduler::set_limits(const RungLimits& limits) {
    const std::lock_guard lock(mutex_);
    limits_ = limits;
}

double ThroughputScheduler::throughput() const {
    const std::lock_guard lock(mutex_);
    return throughput_;
}

}  // namespace cliffhanger
