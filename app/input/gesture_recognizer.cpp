#include "app/input/gesture_recognizer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cliffhanger {

namespace {

using std::chrono::milliseconds;

constexpr Microseconds kTapTime = milliseconds{300};
constexpr Microseconds kSecondTap = milliseconds{280};  // later than this it is another tap
constexpr Microseconds kTapBounce = milliseconds{40};   // sooner than this it is the same tap
constexpr Microseconds kLongPress = milliseconds{400};
constexpr Microseconds kDoubleClick = milliseconds{400};
constexpr Microseconds kSystemDoubleClick = std::chrono::seconds{1};  // longest that desktops can be set to
constexpr double kSlop = 10;                                          // dp
constexpr double kClickSlop = 4;                                      // dp
constexpr double kDoubleTapRadius = 100;                              // dp
constexpr double kLockDistance = 56;                                  // dp
constexpr double kEdge = 24;                                          // dp
constexpr double kEdgeSwipeDistance = 72;                             // dp
constexpr double kEdgeSwipeSpeed = 400;                               // dp/s
constexpr double kSpeedLimit = 8000;                                  // dp/s

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

bool same(Point a, Point b) { return a.x == b.x && a.y == b.y; }

}  // namespace

void GestureRecognizer::configure(float px_per_dp, EdgeSwipes edge_swipes) {
    px_per_dp_ = px_per_dp;
    edge_swipes_ = edge_swipes;
}

std::vector<Gesture> GestureRecognizer::handle(const InputEvent& event) {
    run_timers(event.time);
    if (const auto* touch = std::get_if<TouchEvent>(&event.what)) {
        on_touch(event.time, *touch);
    } else if (const auto* mouse = std::get_if<MouseEvent>(&event.what)) {
        on_mouse(event.time, *mouse);
    } else if (const auto* focus = std::get_if<FocusEvent>(&event.what)) {
        if (focus->pointer_left) {
            emit(GestureKind::HoverLeave, event.time).pointer = PointerKind::Mouse;
        } else if (!focus->gained) {
            end_active(event.time);
        }
    }
    return take();
}

std::vector<Gesture> GestureRecognizer::update(Microseconds now) {
    run_timers(now);
    return take();
}

std::vector<Gesture> GestureRecognizer::cancel(Microseconds now) {
    end_active(now);
    return take();
}

std::vector<Gesture> GestureRecognizer::take() { return std::exchange(out_, {}); }

void GestureRecognizer::on_touch(Microseconds now, const TouchEvent& event) {
    const bool mouse_busy = state_ != State::Idle && pointer_ == PointerKind::Mouse;
    if (mouse_busy) return;
    if (event.type == PressType::Down) return finger_down(now, event);
    Finger* finger = find_finger(event.finger);
    if (finger == nullptr) return;
    if (!same(finger->position, event.position)) finger_moved(now, *finger, event.position);
    if (event.type == PressType::Up) finger_up(now, event.finger);
}

void GestureRecognizer::on_mouse(Microseconds now, const MouseEvent& event) {
    const bool pressed = state_ != State::Idle && pointer_ == PointerKind::Mouse;
    if (state_ != State::Idle && !pressed) return;
    if (pressed && !same(position_, event.position)) pointer_moved(now, event.position);
    if (event.type == PressType::Move) {
        if (pressed) return;
        pointer_ = PointerKind::Mouse;
        position_ = origin_ = event.position;
        emit(GestureKind::Hover, now);
    } else if (event.button == MouseButton::Left) {
        if (event.type == PressType::Down && !pressed) return begin_press(now, PointerKind::Mouse, event.position);
        if (event.type != PressType::Up || !pressed) return;
        if (state_ == State::Pressed && !moved_) click(now, event.clicks);
        pointer_up(now);
    } else if (event.type == PressType::Down && !pressed) {
        pointer_ = PointerKind::Mouse;
        position_ = origin_ = event.position;
        if (event.button == MouseButton::Right) emit(GestureKind::RightClick, now);
        if (event.button == MouseButton::Back) emit(GestureKind::BackClick, now);
    }
}

void GestureRecognizer::finger_down(Microseconds now, const TouchEvent& event) {
    if (find_finger(event.finger) != nullptr) end_active(now);  // its end was lost
    fingers_.push_back({event.finger, event.position, event.position});
    if (fingers_.size() == 1) {
        begin_press(now, PointerKind::Touch, event.position);
    } else if (fingers_.size() == 2) {
        second_finger(now);
    } else {
        if (state_ == State::Pinching) emit(GestureKind::PinchEnd, now);
        state_ = State::Ignoring;
    }
}

void GestureRecognizer::finger_moved(Microseconds now, Finger& finger, Point to) {
    finger.position = to;
    if (state_ == State::TwoFingers || state_ == State::Pinching) {
        if (distance(finger.start, to) >= dp(kSlop)) moved_ = true;
        if (fingers_.size() == 2) two_fingers_moved(now);
    } else if (state_ != State::Ignoring) {
        pointer_moved(now, to);
    }
}

void GestureRecognizer::finger_up(Microseconds now, std::int64_t id) {
    std::erase_if(fingers_, [id](const Finger& finger) { return finger.id == id; });
    if (state_ == State::Pinching) {
        emit(GestureKind::PinchEnd, now);
        state_ = State::Ignoring;
    }
    if (!fingers_.empty()) return;
    if (state_ == State::TwoFingers) {
        if (!moved_ && now - down_ < kTapTime) emit(GestureKind::TwoFingerTap, now);
        state_ = State::Idle;
    } else if (state_ == State::Ignoring) {
        state_ = State::Idle;
    } else {
        if (state_ == State::Pressed) tap_up(now);
        pointer_up(now);
    }
}

void GestureRecognizer::begin_press(Microseconds now, PointerKind pointer, Point at) {
    second_tap_ = bounce_ = false;
    if (pointer == PointerKind::Touch) judge_pending_tap(now, at);
    state_ = State::Pressed;
    pointer_ = pointer;
    down_ = now;
    origin_ = position_ = at;
    from_edge_ = locked_ = moved_ = false;
    velocity_.clear();
    velocity_.add(now, at);
    emit(GestureKind::Press, now);
}

void GestureRecognizer::judge_pending_tap(Microseconds now, Point at) {
    if (!pending_tap_) return;
    if (distance(pending_tap_->gesture.position, at) > dp(kDoubleTapRadius)) return flush_pending_tap(now);
    bounce_ = now - pending_tap_->up < kTapBounce;
    second_tap_ = !bounce_;
}

void GestureRecognizer::pointer_moved(Microseconds now, Point to) {
    position_ = to;
    velocity_.add(now, to);
    const double travel = distance(origin_, to);
    switch (state_) {
        case State::Pressed:
            if (pointer_ == PointerKind::Mouse && travel >= dp(kClickSlop)) moved_ = true;
            if (travel >= dp(kSlop)) begin_drag(now);
            break;
        case State::Dragging:
            emit(GestureKind::DragMove, now);
            break;
        case State::LongPress:
            if (!locked_ && to.y - origin_.y >= dp(kLockDistance)) {
                locked_ = true;
                emit(GestureKind::LongPressLock, now);
            }
            break;
        case State::Idle:
        case State::TwoFingers:
        case State::Pinching:
        case State::Ignoring:
            break;
    }
}

void GestureRecognizer::pointer_up(Microseconds now) {
    if (state_ == State::Dragging) end_drag(now);
    if (state_ == State::LongPress) emit(GestureKind::LongPressEnd, now);
    state_ = State::Idle;
    from_edge_ = false;
}

void GestureRecognizer::begin_drag(Microseconds now) {
    flush_pending_tap(now);
    const float dx = position_.x - origin_.x, dy = position_.y - origin_.y;
    axis_ = std::abs(dy) >= std::abs(dx) ? Axis::Vertical : Axis::Horizontal;
    from_edge_ = edge_swipes_ == EdgeSwipes::On && pointer_ == PointerKind::Touch && axis_ == Axis::Horizontal &&
                 dx > 0 && origin_.x < dp(kEdge);
    state_ = State::Dragging;
    emit(GestureKind::DragBegin, now);
}

void GestureRecognizer::end_drag(Microseconds now) {
    const Point velocity = velocity_.velocity(now, static_cast<float>(dp(kSpeedLimit)));
    GestureKind kind = GestureKind::DragEnd;
    if (from_edge_) {
        const bool far = position_.x - origin_.x > dp(kEdgeSwipeDistance) || velocity.x > dp(kEdgeSwipeSpeed);
        kind = far ? GestureKind::EdgeSwipe : GestureKind::DragCancel;
    }
    emit(kind, now).velocity = velocity;
}

void GestureRecognizer::claim_drag(Axis axis) {
    if (state_ != State::Pressed) return;
    flush_pending_tap(down_);
    axis_ = axis;
    state_ = State::Dragging;
}

void GestureRecognizer::second_finger(Microseconds now) {
    if (state_ == State::LongPress) {
        emit(GestureKind::LongPressEnd, now);
        state_ = State::Ignoring;
        return;
    }
    if (state_ == State::Ignoring) return;
    const bool was_dragging = state_ == State::Dragging;
    if (was_dragging) {
        emit(GestureKind::DragCancel, now);
        fingers_.front().start = fingers_.front().position;
    }
    flush_pending_tap(now);
    state_ = State::TwoFingers;
    moved_ = was_dragging;
    origin_ = position_ = middle();
    start_span_ = std::max(span(), 1.0);
}

void GestureRecognizer::two_fingers_moved(Microseconds now) {
    position_ = middle();
    const double scale = span() / start_span_;
    if (state_ == State::TwoFingers) {
        if (std::abs(span() - start_span_) < dp(kSlop)) return;
        state_ = State::Pinching;
        emit(GestureKind::PinchBegin, now).scale = scale;
    } else {
        emit(GestureKind::PinchMove, now).scale = scale;
    }
}

void GestureRecognizer::tap_up(Microseconds now) {
    if (bounce_) return;
    Gesture tap = emit(GestureKind::TapUp, now);
    tap.kind = GestureKind::Tap;
    if (now - down_ >= kTapTime) {
        if (second_tap_) flush_pending_tap(now);
        return;
    }
    if (second_tap_ && pending_tap_) {
        tap.count = pending_tap_->gesture.count + 1;
        emit(GestureKind::DoubleTap, now).count = tap.count;
    }
    pending_tap_ = PendingTap{now, tap};
}

void GestureRecognizer::click(Microseconds now, int system_count) {
    const bool near = last_click_ && distance(last_click_->position, position_) < dp(kSlop);
    const Microseconds limit = system_count >= 2 ? kSystemDoubleClick : kDoubleClick;
    if (near && now - last_click_->time <= limit) {
        emit(GestureKind::DoubleClick, now).count = 2;
        last_click_.reset();
    } else {
        emit(GestureKind::Click, now);
        last_click_ = LastClick{now, position_};
    }
}

void GestureRecognizer::flush_pending_tap(Microseconds at) {
    if (!pending_tap_) return;
    if (pending_tap_->gesture.count == 1) {
        out_.push_back(pending_tap_->gesture);
        out_.back().time = at;
    }
    pending_tap_.reset();
}

void GestureRecognizer::run_timers(Microseconds now) {
    const bool second_undecided = state_ == State::Pressed && second_tap_;
    if (pending_tap_ && !second_undecided && now >= pending_tap_->up + kSecondTap)
        flush_pending_tap(pending_tap_->up + kSecondTap);
    const Microseconds held = down_ + kLongPress;
    if (state_ == State::Pressed && now >= held) {
        flush_pending_tap(held);
        state_ = State::LongPress;
        emit(GestureKind::LongPressBegin, held);
    } else if (state_ == State::TwoFingers && !moved_ && fingers_.size() == 2 && now >= held) {
        state_ = State::Ignoring;
        emit(GestureKind::TwoFingerTap, held);
    }
}

std::optional<Microseconds> GestureRecognizer::next_deadline() const {
    if (!out_.empty()) return out_.front().time;
    std::optional<Microseconds> next;
    const auto consider = [&next](Microseconds at) { next = next ? std::min(*next, at) : at; };
    const bool second_undecided = state_ == State::Pressed && second_tap_;
    if (pending_tap_ && !second_undecided) consider(pending_tap_->up + kSecondTap);
    const bool two_resting = state_ == State::TwoFingers && !moved_ && fingers_.size() == 2;
    if (state_ == State::Pressed || two_resting) consider(down_ + kLongPress);
    return next;
}

void GestureRecognizer::end_active(Microseconds now) {
    if (state_ == State::Dragging) emit(GestureKind::DragCancel, now);
    if (state_ == State::LongPress) emit(GestureKind::LongPressEnd, now);
    if (state_ == State::Pinching) emit(GestureKind::PinchEnd, now);
    state_ = State::Idle;
    from_edge_ = false;
    fingers_.clear();
    pending_tap_.reset();
    last_click_.reset();
}

Gesture& GestureRecognizer::emit(GestureKind kind, Microseconds at) {
    out_.push_back({.kind = kind,
                    .pointer = pointer_,
                    .time = at,
                    .position = position_,
                    .origin = origin_,
                    .axis = axis_,
                    .from_edge = from_edge_});
    return out_.back();
}

GestureRecognizer::Finger* GestureRecognizer::find_finger(std::int64_t id) {
    const auto found = std::ranges::find(fingers_, id, &Finger::id);
    return found == fingers_.end() ? nullptr : &*found;
}

Point GestureRecognizer::middle() const {
    const Point a = fingers_.front().position, b = fingers_.back().position;
    return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

double GestureRecognizer::span() const { return distance(fingers_.front().position, fingers_.back().position); }

}  // namespace cliffhanger
