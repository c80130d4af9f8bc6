#include "app/motion/scroller.h"

#include <algorithm>
#include <cmath>

#include "app/motion/rubber_band.h"

namespace cliffhanger {

namespace {

constexpr double kFriction = 2.0;      // 1/s
constexpr double kStopSpeed = 12;      // dp/s
constexpr double kSnapSpeed = 150;     // dp/s
constexpr double kSpeedLimit = 8000;   // dp/s
constexpr double kWheelStep = 96;      // dp a notch
constexpr double kRestDistance = 0.5;  // dp
constexpr double kRestSpeed = 20;      // dp/s

double seconds_between(Microseconds from, Microseconds to) {
    return std::chrono::duration<double>(std::max(to - from, Microseconds{0})).count();
}

Microseconds from_seconds(double seconds) { return Microseconds{std::llround(seconds * 1e6)}; }

}  // namespace

double Scroller::max_offset() const { return std::max(content_ - viewport_, 0.0); }

double Scroller::in_range(double offset) const { return std::clamp(offset, 0.0, max_offset()); }

void Scroller::set_geometry(double viewport, double content, double px_per_dp) {
    viewport_ = viewport;
    content_ = content;
    px_per_dp_ = px_per_dp;
    if (mode_ == Mode::Rest) offset_ = in_range(offset_);
    if (mode_ == Mode::Spring) target_ = in_range(target_);
}

void Scroller::grab(Microseconds now, double coordinate) {
    update(now);
    mode_ = Mode::Drag;
    velocity_ = 0;
    grab_coordinate_ = coordinate;
    const double inside = in_range(offset_);
    const double shown = offset_ - inside;
    grab_offset_ = inside + std::copysign(rubber_band_inverse(std::abs(shown), viewport_), shown);
}

void Scroller::drag(double coordinate) {
    if (mode_ != Mode::Drag) return;
    const double wanted = grab_offset_ - (coordinate - grab_coordinate_);
    const double inside = in_range(wanted);
    const double over = wanted - inside;
    offset_ = inside + std::copysign(rubber_band(std::abs(over), viewport_), over);
}

void Scroller::release(Microseconds now, double velocity) {
    if (mode_ != Mode::Drag) return;
    const double limit = kSpeedLimit * px_per_dp_;
    velocity_ = -std::clamp(velocity, -limit, limit);
    if (offset_ != in_range(offset_)) {
        begin_spring(now, in_range(offset_), kEdgeSpring);
    } else {
        begin_fling(now, velocity_);
    }
    update(now);
}

void Scroller::begin_fling(Microseconds now, double velocity) {
    mode_ = Mode::Fling;
    start_time_ = now;
    start_offset_ = offset_;
    start_velocity_ = velocity;
    const double stop = (snap_points_.empty() ? kStopSpeed : kSnapSpeed) * px_per_dp_;
    fling_seconds_ = std::abs(velocity) <= stop ? 0 : std::log(std::abs(velocity) / stop) / kFriction;
    const double end = velocity > 0 ? max_offset() : 0.0;
    const double left = velocity == 0 ? 1 : 1 - kFriction * (end - offset_) / velocity;
    if (left > 0) fling_seconds_ = std::min(fling_seconds_, std::max(-std::log(left) / kFriction, 0.0));
}

void Scroller::end_fling(Microseconds at) {
    const double decay = std::exp(-kFriction * fling_seconds_);
    offset_ = start_offset_ + start_velocity_ / kFriction * (1 - decay);
    velocity_ = start_velocity_ * decay;
    const bool met_end = std::abs(velocity_) > (snap_points_.empty() ? kStopSpeed : kSnapSpeed) * px_per_dp_ * 1.0001;
    if (met_end) {
        offset_ = velocity_ > 0 ? max_offset() : 0.0;
        begin_spring(at, offset_, kEdgeSpring);
    } else if (!snap_points_.empty()) {
        begin_spring(at, nearest_snap(offset_), kEdgeSpring);
    } else {
        jump_to(offset_);
    }
}

void Scroller::wheel(Microseconds now, double notches) {
    if (mode_ == Mode::Drag) return;
    update(now);
    const double from = mode_ == Mode::Spring ? target_ : offset_;
    begin_spring(now, in_range(from + notches * kWheelStep * px_per_dp_), kWheelSpring);
}

void Scroller::scroll_to(Microseconds now, double offset) {
    if (mode_ == Mode::Drag) return;
    update(now);
    begin_spring(now, in_range(offset), kFocusSpring);
}

void Scroller::reveal(Microseconds now, double start, double end) {
    const double from = mode_ == Mode::Spring ? target_ : offset_;
    if (start < from || end - start > viewport_) {
        scroll_to(now, start);
    } else if (end > from + viewport_) {
        scroll_to(now, end - viewport_);
    }
}

void Scroller::jump_to(double offset) {
    mode_ = Mode::Rest;
    offset_ = in_range(offset);
    velocity_ = 0;
}

void Scroller::begin_spring(Microseconds now, double target, double natural_frequency) {
    mode_ = Mode::Spring;
    start_time_ = now;
    target_ = target;
    natural_frequency_ = natural_frequency;
    start_offset_ = offset_ - target;
    // Towards the target it may not overshoot; away from it, it swings out and comes back (the bounce at an end).
    const bool towards = start_offset_ * velocity_ < 0;
    start_velocity_ = towards ? velocity_without_overshoot(start_offset_, velocity_, natural_frequency) : velocity_;
}

void Scroller::update(Microseconds now) {
    if (mode_ == Mode::Fling) {
        const double seconds = seconds_between(start_time_, now);
        if (seconds < fling_seconds_) {
            const double decay = std::exp(-kFriction * seconds);
            offset_ = start_offset_ + start_velocity_ / kFriction * (1 - decay);
            velocity_ = start_velocity_ * decay;
            return;
        }
        end_fling(start_time_ + from_seconds(fling_seconds_));
    }
    if (mode_ == Mode::Spring) {
        const SpringState at =
            critically_damped({start_offset_, start_velocity_}, natural_frequency_, seconds_between(start_time_, now));
        if (std::abs(at.x) < kRestDistance * px_per_dp_ && std::abs(at.velocity) < kRestSpeed * px_per_dp_) {
            jump_to(target_);
            return;
        }
        offset_ = target_ + at.x;
        velocity_ = at.velocity;
    }
}

double Scroller::nearest_snap(double offset) const {
    double best = max_offset();
    for (const double point : snap_points_) {
        if (point <= max_offset() && std::abs(point - offset) < std::abs(best - offset)) best = point;
    }
    return best;
}

}  // namespace cliffhanger
