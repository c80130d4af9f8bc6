// What SegmentFetcher does when a segment cannot be had: waits, takes another rung, or leaves it out.
#include <spdlog/spdlog.h>

#include <utility>

#include "player/source/hls/segment_fetcher.h"

namespace cliffhanger {
namespace {

constexpr int kMostSkipped = 3;

}  // namespace

bool SegmentFetcher::worth_waiting(const Error& error) {
    if (!is_passing(error) || !ever_played_) return false;
    const bool silent = error.kind == ErrorKind::Timeout && rungs_.offered(io_.clock().now()).size() > 1;
    if (silent) return false;
    const bool stands_still = !std::exchange(bytes_came_, false);
    if (stands_still && may_step_aside(error)) return false;
    const auto pause = outage_.next_pause(io_.clock().now());
    return pause && io_.pause(*pause).has_value();
}

// A server that cuts this segment at the same byte again and again, or fails at it, may serve another one; should it
// not do that either, the network is to blame, and is waited for.
bool SegmentFetcher::may_step_aside(const Error& error) const {
    const bool of_this_segment = error.kind == ErrorKind::Io || error.http_status >= 500;
    return of_this_segment && !stepped_aside_ && !playlist_failed_;
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
    if (error.kind == ErrorKind::Aborted || error.kind == ErrorKind::EndOfStream) return tl::unexpected(error);
    if (is_refused(error) && setup_.renewal != nullptr &&
        std::exchange(tried_addresses_, setup_.renewal->generation()) != setup_.renewal->generation()) {
        return {};
    }
    if (!first_error_) first_error_ = error;
    const Microseconds now = io_.clock().now();
    // A live playlist has been waited for already. What a server answers may be its trouble with this rung alone.
    const bool waits = is_passing(error) && ever_played_ && !playlist_failed_;
    const bool of_this_rung = error.http_status >= 500 || error.kind == ErrorKind::Timeout;
    const bool another_rung = rung_ && of_this_rung && rungs_.offered(now).size() > 1;
    const bool aside = waits && place_ && may_step_aside(error);
    if (waits && !another_rung && !aside) {
        step_back();
        const auto pause = outage_.next_pause(now);
        return pause ? io_.pause(*pause) : tl::unexpected(error);
    }
    report(SegmentTransfer::End::Failed);
    if (!rung_) return tl::unexpected(*first_error_);
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
    return is_passing(error) || playlist_failed_ ? tl::unexpected(*first_error_) : skip();
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
