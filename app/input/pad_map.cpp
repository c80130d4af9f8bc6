#include "app/input/pad_map.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cliffhanger {

namespace {

using std::chrono::milliseconds;

constexpr float kDeadZone = 0.25f;
constexpr float kEngaged = 0.5f;  // a stick counts as a direction from here on, and until it is back in the dead zone
constexpr float kTriggerReleased = 0.3f;
constexpr Microseconds kHold = milliseconds{400};
constexpr Microseconds kFirstRepeat = milliseconds{400};
constexpr Microseconds kRepeatInterval = milliseconds{120};
constexpr float kScrubSeconds = 5;  // a repeat, with the stick at its end: a minute and a half in two seconds

}  // namespace

float outside_dead_zone(float value, float dead_zone) {
    const float size = std::abs(value);
    if (size <= dead_zone) return 0;
    return std::copysign(std::min((size - dead_zone) / (1 - dead_zone), 1.0f), value);
}

std::vector<RepeatedIntent> PadMap::handle(Microseconds now, const PadEvent& event, PadTarget target) {
    for (int button = 0; button < kButtons; ++button) run_timer(now, static_cast<Button>(button));
    if (const auto button = button_named(event.control)) {
        set(now, *button, event.value > 0.5f, target);
    } else {
        axis(now, event.control, event.value, target);
    }
    return std::exchange(out_, {});
}

std::vector<RepeatedIntent> PadMap::update(Microseconds now) {
    for (int button = 0; button < kButtons; ++button) run_timer(now, static_cast<Button>(button));
    run_scrub(now);
    std::ranges::stable_sort(out_, {}, &RepeatedIntent::time);
    return std::exchange(out_, {});
}

std::optional<Microseconds> PadMap::next_deadline() const {
    std::optional<Microseconds> next;
    for (int i = 0; i < kButtons; ++i) {
        const State& state = buttons_[static_cast<std::size_t>(i)];
        const bool waiting =
            state.down && (state.repeating || (hold_intent(static_cast<Button>(i)) != Intent::None && !state.held));
        if (waiting) next = next ? std::min(*next, state.next) : state.next;
    }
    if (scrubbing()) next = next ? std::min(*next, next_scrub_) : next_scrub_;
    return next;
}

std::vector<RepeatedIntent> PadMap::cancel(Microseconds now) {
    const bool fast = buttons_[RT].down && buttons_[RT].held;
    buttons_ = {};
    scrub_ = 0;
    if (fast) emit(now, Intent::HoldSpeedEnd);
    return std::exchange(out_, {});
}

void PadMap::axis(Microseconds now, std::string_view name, float value, PadTarget target) {
    if (name == "leftx") return stick(now, LeftStickLeft, LeftStickRight, value, target);
    if (name == "lefty") return stick(now, LeftStickUp, LeftStickDown, value, target);
    if (name == "righty") return stick(now, VolumeUp, VolumeDown, value, target);
    if (name == "lefttrigger") return trigger(now, LT, value, target);
    if (name == "righttrigger") return trigger(now, RT, value, target);
    if (name == "rightx") return scrub(now, value, target);
}

void PadMap::scrub(Microseconds now, float value, PadTarget target) {
    const bool rests = scrub_ == 0;
    scrub_ = target == PadTarget::Stage ? outside_dead_zone(value, kDeadZone) : 0;
    if (rests) next_scrub_ = now;
    run_scrub(now);
}

void PadMap::run_scrub(Microseconds now) {
    if (scrub_ == 0 || now < next_scrub_) return;
    const int seconds = static_cast<int>(std::ceil(kScrubSeconds * std::abs(scrub_)));
    const bool forward = scrub_ > 0;
    out_.push_back({forward ? Intent::SeekForward5 : Intent::SeekBack5, true, forward ? seconds : -seconds, now});
    next_scrub_ = now + kRepeatInterval;  // a turn that came late is not made up for
}

void PadMap::stick(Microseconds now, Button negative, Button positive, float value, PadTarget target) {
    for (const auto& [button, along] : {std::pair{negative, -value}, std::pair{positive, value}}) {
        const bool was_down = buttons_[button].down;
        set(now, button, along >= (was_down ? kDeadZone : kEngaged), target);
    }
}

void PadMap::trigger(Microseconds now, Button button, float value, PadTarget target) {
    set(now, button, value >= (buttons_[button].down ? kTriggerReleased : kEngaged), target);
}

void PadMap::set(Microseconds now, Button button, bool down, PadTarget target) {
    State& state = buttons_[button];
    if (state.down == down) return;
    if (down) {
        state = {.down = true, .target = target};
        press(now, button);
    } else {
        release(now, button);
        state = {};
    }
}

void PadMap::press(Microseconds now, Button button) {
    State& state = buttons_[button];
    const bool fast = buttons_[RT].down && buttons_[RT].held;
    if (button == Down && fast) return emit(now, Intent::LockSpeed);
    state.next = now + kHold;
    if (hold_intent(button) != Intent::None) return;  // tap or hold is decided later
    state.repeating = repeats(button);
    if (state.repeating) state.next = now + kFirstRepeat;
    emit(now, tap_intent(button, state.target));
}

void PadMap::release(Microseconds now, Button button) {
    const State& state = buttons_[button];
    if (hold_intent(button) == Intent::None) return;
    if (!state.held) {
        emit(now, tap_intent(button, state.target));
    } else if (button == RT) {
        emit(now, Intent::HoldSpeedEnd);
    }
}

void PadMap::run_timer(Microseconds now, Button button) {
    State& state = buttons_[button];
    if (!state.down) return;
    if (hold_intent(button) != Intent::None && !state.held && state.next <= now) {
        state.held = true;
        emit(state.next, hold_intent(button));
    }
    while (state.repeating && state.next <= now) {
        emit(state.next, tap_intent(button, state.target), true);
        state.next += kRepeatInterval;
    }
}

void PadMap::emit(Microseconds at, Intent intent, bool repeat) {
    if (intent != Intent::None) out_.push_back({intent, repeat, seek_seconds_of(intent), at});
}

std::optional<PadMap::Button> PadMap::button_named(std::string_view name) {
    static constexpr std::array kNames = {
        std::pair{std::string_view{"a"}, A},
        std::pair{std::string_view{"b"}, B},
        std::pair{std::string_view{"x"}, X},
        std::pair{std::string_view{"y"}, Y},
        std::pair{std::string_view{"back"}, View},
        std::pair{std::string_view{"start"}, Menu},
        std::pair{std::string_view{"leftstick"}, L3},
        std::pair{std::string_view{"rightstick"}, R3},
        std::pair{std::string_view{"leftshoulder"}, LB},
        std::pair{std::string_view{"rightshoulder"}, RB},
        std::pair{std::string_view{"dpup"}, Up},
        std::pair{std::string_view{"dpdown"}, Down},
        std::pair{std::string_view{"dpleft"}, Left},
        std::pair{std::string_view{"dpright"}, Right},
    };
    const auto found = std::ranges::find(kNames, name, [](const auto& entry) { return entry.first; });
    return found == kNames.end() ? std::nullopt : std::optional{found->second};
}

Intent PadMap::tap_intent(Button button, PadTarget target) {
    const bool focus = target == PadTarget::Focus;
    switch (button) {
        case A:
            return focus ? Intent::Activate : Intent::TogglePlay;
        case B:
            return Intent::Back;
        case X:
            return Intent::Like;
        case Y:
            return Intent::EpisodesPanel;
        case View:
            return Intent::SeriesInfo;
        case Menu:
            return Intent::Options;
        case R3:
            return Intent::ToggleMute;
        case LB:
            return Intent::PreviousEpisode;
        case RB:
            return Intent::NextEpisode;
        case LT:
            return Intent::SeekBack10;
        case RT:
            return Intent::SeekForward10;
        case Up:
        case LeftStickUp:
            return focus ? Intent::FocusUp : Intent::PreviousEpisode;
        case Down:
        case LeftStickDown:
            return focus ? Intent::FocusDown : Intent::NextEpisode;
        case Left:
        case LeftStickLeft:
            return focus ? Intent::FocusLeft : Intent::SeekBack10;
        case Right:
        case LeftStickRight:
            return focus ? Intent::FocusRight : Intent::SeekForward10;
        case VolumeUp:
            return Intent::VolumeUp;
        case VolumeDown:
            return Intent::VolumeDown;
        case L3:
            return Intent::Search;
        case kButtons:
            break;
    }
    return Intent::None;
}

Intent PadMap::hold_intent(Button button) {
    switch (button) {
        case X:
            return Intent::MyList;
        case Y:
            return Intent::ToggleCaptions;
        case L3:
            return Intent::ClearScreen;
        case R3:
            return Intent::FitFill;
        case RT:
            return Intent::HoldSpeedBegin;
        default:
            return Intent::None;
    }
}

bool PadMap::repeats(Button button) { return button >= Up && repeats_when_held(tap_intent(button, PadTarget::Stage)); }

}  // namespace cliffhanger
