#include "app/motion/pager.h"

#include <algorithm>
#include <cmath>

#include "app/motion/rubber_band.h"

namespace cliffhanger {

namespace {

constexpr double kFlingSpeed = 400;      // dp/s
constexpr double kFlingDistance = 25;    // dp
constexpr double kTurnShare = 0.40;      // of the page height
constexpr double kProjection = 0.1;      // seconds that a release is extrapolated by
constexpr double kSpeedLimit = 8000;     // dp/s
constexpr double kRestDistance = 0.5;    // dp
constexpr double kRestSpeed = 20;        // dp/s
constexpr double kHomeDistance = 2;      // dp: closer to its target a settling page is not caught
constexpr double kRefreshDistance = 96;  // dp
constexpr double kPagesAhead = 2;
constexpr Microseconds kRepeatInterval = std::chrono::milliseconds{350};
// What is drawn for a press is seen a refresh later, so it is drawn as of then: the very first picture shows the
// target.
constexpr Microseconds kLead{16'667};
constexpr Microseconds kFadeDuration = std::chrono::milliseconds{120}, kDissolve = std::chrono::milliseconds{800};

int sign(double value) { return (value > 0) - (value < 0); }

}  // namespace

int page_turn(double distance, double speed, double page_height_dp) {
    if (std::abs(speed) >= kFlingSpeed) {
        if (sign(speed) != sign(distance)) return 0;
        if (std::abs(distance) >= kFlingDistance) return sign(speed);
    }
    const double projected = distance + kProjection * speed;
    return std::abs(projected) >= kTurnShare * page_height_dp ? sign(projected) : 0;
}

void Pager::set_page_count(int count) {
    count_ = std::max(count, 0);
    const int last = std::max(count_ - 1, 0);
    if (committed_ <= last) return;
    jump_to(last);
}

void Pager::jump_to(int page) {
    committed_ = target_ = std::clamp(page, 0, std::max(count_ - 1, 0));
    position_ = committed_;
    velocity_ = 0;
    mode_ = PagerMode::Rest;
    fade_from_.reset();
}

TouchDown Pager::touch_down(Microseconds now, double y) {
    update(now);
    if (mode_ != PagerMode::Settle) return TouchDown::TapCandidate;
    if (fade_from_ || std::abs(position_ - target_) * extent() < kHomeDistance * geometry_.px_per_dp) {
        jump_to(target_);
        return TouchDown::TapCandidate;
    }
    begin_drag(y);
    return TouchDown::Grabbed;
}

void Pager::grab(Microseconds now, double y) {
    update(now);
    if (mode_ != PagerMode::Drag) begin_drag(y);
}

void Pager::begin_drag(double y) {
    mode_ = PagerMode::Drag;
    fade_from_.reset();
    velocity_ = 0;
    base_ = std::clamp(static_cast<int>(std::lround(position_)), first(), last());
    grab_position_ = without_rubber_band(position_);
    grab_y_ = last_y_ = y;
}

void Pager::drag(Microseconds now, double y) {
    update(now);
    if (mode_ != PagerMode::Drag) return;
    last_y_ = y;
    position_ = with_rubber_band(grab_position_ - (y - grab_y_) / extent());
}

void Pager::release(Microseconds now, double velocity_y) {
    if (mode_ != PagerMode::Drag) return;
    const double limit = kSpeedLimit * geometry_.px_per_dp;
    const double speed = -std::clamp(velocity_y, -limit, limit);
    const double distance = grab_y_ - last_y_;
    const int turn = page_turn(distance / geometry_.px_per_dp, speed / geometry_.px_per_dp,
                               geometry_.page_height / geometry_.px_per_dp);
    if (held_ && turn != 0) events_.push_back({PagerEvent::Kind::Refused, base_ + turn, now});
    if (!held_ && overscroll() < -kRefreshDistance * geometry_.px_per_dp)
        events_.push_back({PagerEvent::Kind::PulledToRefresh, 0, now});
    velocity_ = speed / extent();
    const int target = std::clamp(base_ + turn, first(), last());
    commit(now, target);
    settle_to(now, target);
}

void Pager::cancel(Microseconds now) {
    if (mode_ != PagerMode::Drag) return;
    velocity_ = 0;
    settle_to(now, committed_);
}

bool Pager::page_by(Microseconds now, int direction, PageTrigger trigger) {
    update(now);
    if (mode_ == PagerMode::Drag) return false;
    if (trigger == PageTrigger::Repeat && last_programmatic_ && now - *last_programmatic_ < kRepeatInterval)
        return false;
    const int target = target_ + sign(direction);
    if (held_ && trigger == PageTrigger::Press) events_.push_back({PagerEvent::Kind::Refused, target, now});
    if (held_ || target < 0 || target >= count_ || std::abs(target - position_) > kPagesAhead) return false;
    last_programmatic_ = now;
    commit(now, target);
    settle_to(mode_ == PagerMode::Rest ? now - kLead : now, target);
    update(now);
    return true;
}

void Pager::settle_to(Microseconds now, int target) {
    target_ = target;
    mode_ = PagerMode::Settle;
    settle_start_ = now;
    if (style_ == MotionStyle::Full) {
        fade_from_.reset();
        spring_.start(now, position_, velocity_, target);
    } else {
        fade_from_ = position_;
        fade_time_ = style_ == MotionStyle::Dissolve ? kDissolve : kFadeDuration;
        position_ = target;
        velocity_ = 0;
    }
    update(now);
}

void Pager::commit(Microseconds now, int target) {
    if (target == committed_) return;
    committed_ = target;
    events_.push_back({PagerEvent::Kind::Committed, target, now});
}

void Pager::update(Microseconds now) {
    if (mode_ != PagerMode::Settle) return;
    if (fade_from_) {
        if (now - settle_start_ >= fade_time_ || *fade_from_ == target_) jump_to(target_);
        return;
    }
    const double dp = geometry_.px_per_dp / extent();
    if (spring_.at_rest(now, kRestDistance * dp, kRestSpeed * dp)) {
        jump_to(target_);
        return;
    }
    position_ = spring_.value(now);
    velocity_ = spring_.velocity(now);
}

std::vector<PagerEvent> Pager::take_events() { return std::exchange(events_, {}); }

double Pager::offset_of(int index) const { return (index - position_) * extent(); }

std::pair<int, int> Pager::visible() const {
    const int last = std::max(count_ - 1, 0);
    double low = position_, high = position_;
    if (fade_from_) {
        low = std::min(low, *fade_from_);
        high = std::max(high, *fade_from_);
    }
    return {std::clamp(static_cast<int>(std::floor(low)), 0, last),
            std::clamp(static_cast<int>(std::ceil(high)), 0, last)};
}

double Pager::overscroll() const { return (position_ - std::clamp<double>(position_, first(), last())) * extent(); }

double Pager::settle_progress(Microseconds now) const {
    switch (mode_) {
        case PagerMode::Rest:
            return 1;
        case PagerMode::Drag:
            return 0;
        case PagerMode::Settle:
            break;
    }
    const auto faded = fade(now);
    return faded ? faded->progress : spring_.progress(now);
}

std::optional<PagerFade> Pager::fade(Microseconds now) const {
    if (!fade_from_) return std::nullopt;
    const double share = static_cast<double>((now - settle_start_).count()) / static_cast<double>(fade_time_.count());
    return PagerFade{*fade_from_, std::clamp(share, 0.0, 1.0)};
}

double Pager::with_rubber_band(double raw) const {
    const double height = geometry_.page_height, low = first(), high = last();
    if (raw < low) return low - rubber_band((low - raw) * extent(), height) / extent();
    if (raw > high) return high + rubber_band((raw - high) * extent(), height) / extent();
    return raw;
}

double Pager::without_rubber_band(double shown) const {
    const double height = geometry_.page_height, low = first(), high = last();
    if (shown < low) return low - rubber_band_inverse((low - shown) * extent(), height) / extent();
    if (shown > high) return high + rubber_band_inverse((shown - high) * extent(), height) / extent();
    return shown;
}

}  // namespace cliffhanger
