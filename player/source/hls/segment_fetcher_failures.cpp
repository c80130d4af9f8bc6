// What SegmentFetcher does when a segment cannot be had: waits, takes another rung, or leaves it out.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "player/policy/load_control.h"
#include "player/source/hls/segment_fetcher.h"

using namespace std::chrono_literals;

namespace cliffhanger {
namespace {

constexpr int kMostSkipped = 3;
/// Rungs that say nothing: the others will not either.
constexpr std::size_t kMostSilentAtStart = 3;
/// For so long a segment's only rung must have been cut at one byte, until that is taken for its end.
constexpr Microseconds kConvincing = 1500ms;
/// The last segment, behind which nothing could tell whether the network is to blame, is tried again for so long.
constexpr Microseconds kPatienceWithLast = 10s;
constexpr Microseconds kShortestSilence = 600ms;
/// Less than this, missing of a segment whose length was announced wrong, is not worth telling.
constexpr MediaTime kSmallestLoss = 300ms;

}  // namespace

bool SegmentFetcher::ends_here(const Error& error) { return last_ && is_all_of(*last_, error); }

bool SegmentFetcher::is_all_of(const HlsPlace& place, const Error& error) {
    if (!is_cut(error)) return false;
    // Another rung may have all of it. Where that was cut as well, or nothing changes for a while, the server does not
    // know how long its files are.
    const Cut cut{place.start, rung_.value_or(last_rung_)};
    const bool elsewhere = cut_ && cut_->start == cut.start && cut_->rung != cut.rung;
    cut_ = cut;
    lengths_lie_ = lengths_lie_ || elsewhere || outage_.lasted(io_.clock().now()) >= kConvincing;
    if (!lengths_lie_) return false;
    spdlog::info("hls: {} ends after {} bytes, whatever its server says", place.segment.url, segment_bytes_);
    if (!announced_) return true;
    const double missing = 1 - static_cast<double>(segment_bytes_) / static_cast<double>(*announced_);
    const MediaTime loss = from_seconds(to_seconds(place.segment.duration) * missing);
    if (loss >= kSmallestLoss) left_out_ = LeftOut{(left_out_ ? left_out_->length : MediaTime{0}) + loss, error};
    return true;
}

// A network that breaks what it has taken on cuts before the first byte, too.
bool SegmentFetcher::is_cut(const Error& error) const {
    return error.detail == ErrorDetail::CutShort && segment_bytes_ > 0;
}

bool SegmentFetcher::worth_waiting(const Error& error) {
    if (!is_passing(error) || !ever_played_) return false;
    const bool of_this_rung = error.kind == ErrorKind::Timeout || is_cut(error);
    if (of_this_rung && rungs_.offered(io_.clock().now()).size() > 1) return false;
    const bool stands_still = std::exchange(since_failure_, 0) < static_cast<std::int64_t>(LivePatience::kProgress);
    if (stands_still && may_step_aside(error)) return false;
    return wait_before_retry(error).has_value();
}

Result<void> SegmentFetcher::wait_before_retry(const Error& error) {
    const auto pause = outage_.next_pause(io_.clock().now());
    if (!pause) return tl::unexpected(error);
    const auto asked = std::clamp<std::chrono::seconds>(error.retry_after.value_or(0s), 0s, HlsOutage::kLongestAsked);
    return io_.pause(std::max<Microseconds>(*pause, asked));
}

// A server that cuts this segment at the same byte again and again, or fails at it, may serve another one; should it
// not do that either, the network is to blame, and is waited for.
bool SegmentFetcher::may_step_aside(const Error& error) const {
    const bool of_this_segment = error.kind == ErrorKind::Io || error.http_status >= 500;
    return of_this_segment && !is_cut(error) && !stepped_aside_ && !playlist_failed_;
}

// It was stepped over, and behind it there is nothing that could tell whether the network is to blame.
bool SegmentFetcher::last_may_come() const {
    return left_behind_ && first_error_ && first_error_->kind == ErrorKind::Io &&
           outage_.lasted(io_.clock().now()) < kPatienceWithLast;
}

// Where another rung may answer, a silent one is left while there is something to play. The second one in a row is
// waited for: it may be the network.
std::optional<Microseconds> SegmentFetcher::bearable_silence() const {
    const bool last_chance = ever_played_ && !silent_.empty();
    const auto offered = rungs_.offered(io_.clock().now());
    if (last_chance || offered.size() < 2) return std::nullopt;
    const MediaTime ahead = setup_.buffered ? setup_.buffered() : MediaTime{0};
    // On a slow line the lowest one may have to wait for its turn, and any other would take longer.
    const bool better_below = ever_played_ && rung_ != offered.front();
    const Microseconds bearable =
        better_below ? std::max<Microseconds>(ahead / 4, kShortestSilence) : LoadControl::kShortestPatience;
    return std::min({bearable, LoadControl::kShortestPatience, io_.address().patience.get()});
}

// It is not the network: who was silent meanwhile is to blame.
void SegmentFetcher::made_progress() {
    outage_.over();
    if (silent_.empty()) return;
    const Microseconds now = io_.clock().now();
    const std::size_t works = rung_.value_or(last_rung_);
    for (std::size_t rung = 0; rung < rungs_.size(); ++rung) {
        if (rung == works) continue;
        const bool above = rung > works, was_silent = std::ranges::find(silent_, rung) != silent_.end();
        // What else lies above may be no better, and what was silent below may have met a network that was gone.
        if (above || was_silent) rungs_.rest(rung, now, above && was_silent ? HlsRungs::kRest : HlsRungs::kShortRest);
    }
    silent_.clear();
}

// What follows cannot be had either: nothing is left out for a network that is gone.
void SegmentFetcher::step_back() {
    if (!left_behind_) return;
    report(SegmentTransfer::End::Failed);
    place_ = left_behind_->place;
    last_ = left_behind_->before;
    left_out_ = left_behind_->left_out;
    missing_ = left_behind_->missing;
    left_behind_.reset();
    rung_.reset();
    open_.reset();
}

Result<void> SegmentFetcher::give_up(const Error& error) {
    open_.reset();
    place_ = std::exchange(last_, before_last_);
    rung_ = last_rung_;
    return get_around(error);
}

// Where a refusal could not be mended because the network is gone, that is the reason.
Error SegmentFetcher::reason_of(const Error& error) const {
    const bool refused = setup_.renewal != nullptr && is_refused(error);
    const auto failure = refused ? setup_.renewal->failure() : std::nullopt;
    return failure && is_passing(*failure) ? *failure : error;
}

Result<void> SegmentFetcher::get_around(const Error& failure) {
    const Error error = reason_of(failure);
    if (io_.aborted()) return fail(ErrorKind::Aborted, "Reading was cancelled.");
    if (error.kind == ErrorKind::EndOfStream && first_error_ && !ever_played_) return tl::unexpected(*first_error_);
    if (error.kind == ErrorKind::EndOfStream && last_may_come()) {
        step_back();
        stepped_aside_ = false;
        return wait_before_retry(*first_error_);
    }
    if (error.kind == ErrorKind::Aborted || error.kind == ErrorKind::EndOfStream) return tl::unexpected(error);
    if (is_refused(error) && setup_.renewal != nullptr &&
        std::exchange(tried_addresses_, setup_.renewal->generation()) != setup_.renewal->generation()) {
        return {};
    }
    if (!first_error_) first_error_ = error;
    since_failure_ = 0;
    const Microseconds now = io_.clock().now();
    // A live playlist has been waited for already. What a server answers may be its trouble with this rung alone.
    const bool waits = is_passing(error) && ever_played_ && !playlist_failed_;
    const bool of_this_rung = error.http_status >= 500 || error.kind == ErrorKind::Timeout || is_cut(error);
    const bool another_rung = rung_ && of_this_rung && rungs_.offered(now).size() > 1;
    const bool aside = waits && place_ && may_step_aside(error);
    if (waits && !another_rung && !aside) {
        step_back();
        return wait_before_retry(error);
    }
    report(SegmentTransfer::End::Failed);
    if (!rung_) return tl::unexpected(*first_error_);
    if (error.kind == ErrorKind::Timeout) {
        silent_.push_back(*rung_);
        lowest_wanted_ = true;
        if (!ever_played_ && silent_.size() >= kMostSilentAtStart) return tl::unexpected(*first_error_);
    }
    rungs_.exclude(*rung_);
    rungs_.failed(*rung_, now);
    rung_.reset();
    if (!rungs_.offered(now).empty()) return {};
    rungs_.include_all();
    if (aside) {
        stepped_aside_ = true;
        left_behind_ = LeftBehind{*place_, last_, left_out_, missing_};
        return skip();
    }
    if (waits_for_playlist(error)) {
        const auto pause = outage_.next_pause(now);
        return pause ? io_.wait_until(now + *pause) : tl::unexpected(error);
    }
    return is_passing(error) || playlist_failed_ ? tl::unexpected(*first_error_) : skip();
}

// A live stream that stands still, or whose playlist is gone, may be started anew where it comes from.
bool SegmentFetcher::waits_for_playlist(const Error& error) const {
    return playlist_failed_ && ever_played_ && stream().live() && error.kind != ErrorKind::Forbidden;
}

Result<void> SegmentFetcher::skip() {
    if (!place_ || ++skipped_ > kMostSkipped) return tl::unexpected(*first_error_);
    missing_ += place_->segment.duration;
    const MediaTime before = left_out_ ? left_out_->length : MediaTime{0};
    left_out_ = LeftOut{before + place_->segment.duration, *first_error_};
    spdlog::info("hls: segment {} is left out: {}", place_->segment.url, first_error_->message);
    last_ = std::exchange(place_, std::nullopt);
    return {};
}

}  // namespace cliffhanger
