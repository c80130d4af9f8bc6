#include "app/kiosk/kiosk_mode.h"

#include <algorithm>

namespace cliffhanger {

using namespace std::chrono_literals;

void KioskMode::input(Microseconds now) {
    quiet_since_ = now;
    followed_at_input_ = followed_;
    switch (state_) {
        case State::Attract:
            touched_ = true;
            break;
        case State::IdleWarn:
            state_ = State::Session;
            break;
        case State::Operator:
            asked_at_ = now;
            break;
        case State::Session:
        case State::Reset:
            break;
    }
}

void KioskMode::enter(Microseconds now) {
    if (state_ != State::Attract) return;
    state_ = State::Session;
    quiet_since_ = now;
    followed_at_input_ = followed_;
}

void KioskMode::ask_pin(Microseconds now) {
    if (state_ == State::Operator || state_ == State::Reset) return;
    // Who holds a corner for five seconds is there.
    behind_pin_ = state_ == State::IdleWarn ? State::Session : state_;
    state_ = State::Operator;
    asked_at_ = now;
}

void KioskMode::leave_pin(Microseconds now) {
    if (state_ != State::Operator) return;
    state_ = behind_pin_;
    quiet_since_ = now;
}

void KioskMode::update(Microseconds now, const Activity& activity) {
    followed_ = activity.followed;
    followed_at_input_ = std::min(followed_at_input_, followed_);
    watching_ = activity.watching;
    switch (state_) {
        case State::Attract:
            if (touched_ && now - quiet_since_ >= timing_.idle) state_ = State::Reset;
            break;
        case State::Session:
            update_session(now, activity);
            break;
        case State::IdleWarn:
            if (now - warned_at_ >= timing_.warning) state_ = State::Reset;
            break;
        case State::Operator:
            if (now - asked_at_ >= timing_.operator_patience) leave_pin(now);
            break;
        case State::Reset:
            break;
    }
}

void KioskMode::update_session(Microseconds now, const Activity& activity) {
    if (activity.watching) {
        quiet_since_ = now;
        if (followed_ - followed_at_input_ >= timing_.episodes) warn(now);
    } else if (now - quiet_since_ >= timing_.idle) {
        warn(now);
    }
}

void KioskMode::warn(Microseconds now) {
    state_ = State::IdleWarn;
    warned_at_ = now;
}

void KioskMode::wiped() {
    if (state_ != State::Reset) return;
    state_ = State::Attract;
    touched_ = false;
}

double KioskMode::warning_left(Microseconds now) const {
    const double passed =
        static_cast<double>((now - warned_at_).count()) / static_cast<double>(timing_.warning.count());
    return std::clamp(1 - passed, 0.0, 1.0);
}

int KioskMode::warning_seconds(Microseconds now) const {
    const Microseconds left = std::max(0us, timing_.warning - (now - warned_at_));
    return static_cast<int>((left + 999'999us) / 1s);
}

std::optional<Microseconds> KioskMode::next_change(Microseconds now) const {
    switch (state_) {
        case State::Attract:
            return touched_ ? std::optional(quiet_since_ + timing_.idle) : std::nullopt;
        case State::Session:
            return watching_ ? std::nullopt : std::optional(quiet_since_ + timing_.idle);
        case State::IdleWarn:
        case State::Reset:
            return now;
        case State::Operator:
            return asked_at_ + timing_.operator_patience;
    }
    return std::nullopt;
}

}  // namespace cliffhanger
