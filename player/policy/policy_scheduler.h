// Grants the segments of all sessions in the order and at the rungs that StreamingPolicy decides, from what the viewer
// does and what the network brings. There are no threads of its own: of the readers that wait in request(), one decides
// for all of them, outside of the lock.
// Threads: everything is safe from any thread. request() blocks until its turn or `stop`; the rest never does.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "net/clock.h"
#include "player/policy/segment_planner.h"
#include "player/policy/segment_scheduler.h"

namespace cliffhanger {

class BandwidthMeter;

class PolicyScheduler final : public SegmentScheduler {
 public:
    /// `meter` tells what came over the wire, without what a cache gave; nullptr: nobody knows. Both outlive the
    /// scheduler.
    PolicyScheduler(const Clock& clock, const BandwidthMeter* meter, const SegmentLimits& limits);

    Result<SegmentGrant> request(const SegmentRequest& request, std::stop_token stop) override;
    void finished(const SegmentTransfer& transfer) override;

    /// Once a loop turn, and at every swipe.
    void set_viewer(Viewer viewer);
    /// nullopt: as the network allows.
    void set_pinned_height(std::optional<int> height);
    std::optional<int> pinned_height() const;
    void set_data_saver(bool on);
    bool saves_data() const override;
    /// What is known of the episodes around, and of how the viewer watches. When it changes; never null.
    void set_outlook(std::shared_ptr<const StreamingOutlook> outlook);
    /// What the current episode's stream offers, as its reader has asked for it; empty for others.
    std::vector<SegmentRung> rungs() const;
    /// How often the episode that was the current one was granted another rung than before.
    std::uint64_t rung_changes() const;

 private:
    struct Waiting {
        std::uint64_t ticket = 0;
        const SegmentRequest* request = nullptr;
        std::optional<std::size_t> rung;
    };

    bool due_while_locked() const;
    MediaTime ahead_while_locked() const;
    void changed_while_locked();
    void decide(std::unique_lock<std::mutex>& lock);
    void grant_while_locked(Waiting& waiting, std::size_t rung);
    std::optional<TransferSample> new_transfer();

    const Clock& clock_;
    const BandwidthMeter* meter_;

    mutable std::mutex mutex_;  // guards everything down to deciding_
    Viewer viewer_;
    MediaTime level_{0};  // of the current episode, at level_at_
    Microseconds level_at_{0};
    Microseconds quiet_since_{0};
    std::optional<Microseconds> stalled_at_;
    std::vector<Waiting*> waiting_;
    std::vector<SegmentFlight> flights_;
    std::vector<SegmentSize> sizes_;  // not told to the planner yet
    std::optional<int> pinned_height_;
    bool data_saver_ = false;
    std::shared_ptr<const StreamingOutlook> outlook_ = std::make_shared<StreamingOutlook>();
    std::map<std::string, std::vector<SegmentRung>> rungs_;  // by episode, of those near the viewer
    std::uint64_t last_ticket_ = 0, decisions_ = 0, rung_changes_ = 0;
    bool changed_ = false;  // since the last decision
    std::optional<Microseconds> ask_again_;
    bool deciding_ = false;
    std::condition_variable_any woken_;

    // Belong to whoever has set deciding_.
    SegmentPlanner planner_;
    Microseconds measured_until_{0};
};

}  // namespace cliffhanger
