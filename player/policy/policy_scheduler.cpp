#include "player/policy/policy_scheduler.h"

#include <algorithm>
#include <utility>

#include "net/bandwidth_meter.h"
#include "player/policy/usual_bandwidth.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kSamplesLookedAt = 64;
/// What the policy takes off every transfer, which the meter does not count.
constexpr float kRoundTrip_s = 0.08f;
/// Less tells the delay of the line rather than its width.
constexpr std::int64_t kSmallestSample = 16 * 1024;

}  // namespace

PolicyScheduler::PolicyScheduler(const Clock& clock, const BandwidthMeter* meter, const SegmentLimits& limits)
    : clock_(clock),
      meter_(meter),
      pinned_height_(limits.pinned_height),
      data_saver_(limits.data_saver),
      planner_(limits) {}

Result<SegmentGrant> PolicyScheduler::request(const SegmentRequest& request, std::stop_token stop) {
    std::unique_lock lock(mutex_);
    Waiting mine{++last_ticket_, &request, std::nullopt};
    waiting_.push_back(&mine);
    rungs_[request.episode] = request.rungs;
    if (request.episode == viewer_.current) level_ = request.buffered, level_at_ = clock_.now();
    changed_while_locked();
    while (!mine.rung && !stop.stop_requested()) {
        if (due_while_locked()) {
            decide(lock);
            continue;
        }
        const auto news = [&, seen = decisions_] { return mine.rung || decisions_ != seen || due_while_locked(); };
        if (ask_again_) {
            woken_.wait_for(lock, stop, std::max(*ask_again_ - clock_.now(), Microseconds{0}), news);
        } else {
            woken_.wait(lock, stop, news);
        }
    }
    std::erase(waiting_, &mine);
    if (mine.rung)
        return SegmentGrant{*mine.rung, pinned_height_.has_value(),
                            meter_ != nullptr ? meter_->estimate() : std::nullopt};
    changed_while_locked();
    return fail(ErrorKind::Aborted, "Asking for a segment was cancelled.");
}

void PolicyScheduler::finished(const SegmentTransfer& transfer) {
    const std::lock_guard lock(mutex_);
    const auto flight = std::ranges::find_if(flights_, [&](const SegmentFlight& each) {
        return each.episode == transfer.episode && each.segment == transfer.segment;
    });
    if (flight != flights_.end()) {
        if (transfer.end == SegmentTransfer::End::Complete)
            sizes_.push_back(
                {flight->episode, flight->rung, static_cast<double>(transfer.bytes), flight->expected_bytes});
        flights_.erase(flight);
    }
    if (transfer.episode == viewer_.current) quiet_since_ = clock_.now();
    changed_while_locked();
}

void PolicyScheduler::set_viewer(Viewer viewer) {
    const std::lock_guard lock(mutex_);
    const Microseconds now = clock_.now();
    const bool swiped = viewer.current != viewer_.current;
    const bool calmed = viewer.buffered >= SegmentPlanner::kCalm && viewer_.buffered < SegmentPlanner::kCalm;
    // A pause makes nothing due, and what a request said last may have been older than this.
    const bool endangered =
        viewer.buffered < SegmentPlanner::kDanger && ahead_while_locked() >= SegmentPlanner::kDanger;
    const bool changed = swiped || calmed || endangered || viewer.next != viewer_.next ||
                         viewer.previous != viewer_.previous || viewer.playing != viewer_.playing ||
                         viewer.opening != viewer_.opening;
    if (swiped) quiet_since_ = now;
    if (viewer.stalled) stalled_at_ = now;
    level_ = viewer.buffered, level_at_ = now;
    viewer_ = std::move(viewer);
    if (swiped) {
        std::erase_if(rungs_, [this](const auto& entry) { return !is_near(viewer_, entry.first); });
    }
    if (changed) changed_while_locked();
}

void PolicyScheduler::set_pinned_height(std::optional<int> height) {
    const std::lock_guard lock(mutex_);
    pinned_height_ = height;
    changed_while_locked();
}

std::optional<int> PolicyScheduler::pinned_height() const {
    const std::lock_guard lock(mutex_);
    return pinned_height_;
}

void PolicyScheduler::set_data_saver(bool on) {
    const std::lock_guard lock(mutex_);
    data_saver_ = on;
    changed_while_locked();
}

bool PolicyScheduler::saves_data() const {
    const std::lock_guard lock(mutex_);
    return data_saver_;
}

void PolicyScheduler::set_outlook(std::shared_ptr<const StreamingOutlook> outlook) {
    const std::lock_guard lock(mutex_);
    outlook_ = std::move(outlook);
    changed_while_locked();
}

std::vector<SegmentRung> PolicyScheduler::rungs() const {
    const std::lock_guard lock(mutex_);
    const auto found = rungs_.find(viewer_.current);
    return found != rungs_.end() ? found->second : std::vector<SegmentRung>{};
}

std::uint64_t PolicyScheduler::rung_changes() const {
    const std::lock_guard lock(mutex_);
    return rung_changes_;
}

void PolicyScheduler::changed_while_locked() {
    changed_ = true;
    woken_.notify_all();
}

bool PolicyScheduler::due_while_locked() const {
    return !deciding_ && (changed_ || (ask_again_ && clock_.now() >= *ask_again_));
}

MediaTime PolicyScheduler::ahead_while_locked() const {
    if (!viewer_.playing) return level_;
    const auto played = static_cast<double>((clock_.now() - level_at_).count()) * viewer_.rate;
    return std::max(MediaTime{0}, level_ - MediaTime{static_cast<MediaTime::rep>(played)});
}

void PolicyScheduler::decide(std::unique_lock<std::mutex>& lock) {
    deciding_ = true;
    changed_ = false;
    SegmentScene scene;
    scene.now = clock_.now();
    scene.viewer = viewer_;
    scene.ahead = ahead_while_locked();
    scene.quiet_since = quiet_since_;
    scene.stalled_at = stalled_at_;
    if (meter_ != nullptr) scene.throughput = meter_->estimate();
    scene.flights = flights_;
    scene.sizes = std::exchange(sizes_, {});
    std::vector<std::uint64_t> tickets;
    for (const Waiting* waiting : waiting_) {
        if (waiting->rung) continue;
        scene.waiting.push_back(*waiting->request);
        tickets.push_back(waiting->ticket);
    }
    const auto pinned = pinned_height_;
    const bool data_saver = data_saver_;
    const auto outlook = outlook_;
    lock.unlock();
    planner_.set_pinned_height(pinned);
    planner_.set_data_saver(data_saver);
    planner_.set_outlook(outlook);
    scene.transfer = new_transfer();
    const SegmentVerdict verdict = planner_.choose(scene);
    lock.lock();
    deciding_ = false;
    ++decisions_;
    ask_again_ = verdict.ask_again;
    if (verdict.granted) {
        const auto found = std::ranges::find(waiting_, tickets[*verdict.granted], &Waiting::ticket);
        if (found != waiting_.end()) grant_while_locked(**found, verdict.rung);
        changed_ = true;
    }
    woken_.notify_all();
}

void PolicyScheduler::grant_while_locked(Waiting& waiting, std::size_t rung) {
    const SegmentRequest& request = *waiting.request;
    waiting.rung = rung;
    const std::int64_t bandwidth = request.rungs[rung].bandwidth > 0 ? request.rungs[rung].bandwidth : kUsualBandwidth;
    const double expected = static_cast<double>(bandwidth) / 8 * to_seconds(request.duration);
    flights_.push_back({request.episode, request.segment, clock_.now(), rung, expected});
    if (request.episode == viewer_.current && request.previous && *request.previous != rung) ++rung_changes_;
}

/// What the wire brought since the last time, of all transfers together.
std::optional<TransferSample> PolicyScheduler::new_transfer() {
    if (meter_ == nullptr) return std::nullopt;
    TransferSample sum;
    for (const BandwidthSample& sample : meter_->last_samples(kSamplesLookedAt)) {
        if (sample.ended_at <= measured_until_) continue;
        measured_until_ = sample.ended_at;
        if (sample.bytes < kSmallestSample) continue;
        sum.mbit += static_cast<float>(sample.bytes) * 8e-6f;
        sum.seconds += static_cast<float>(to_seconds(sample.duration));
    }
    if (sum.mbit <= 0) return std::nullopt;
    sum.seconds += kRoundTrip_s;
    return sum;
}

}  // namespace cliffhanger
