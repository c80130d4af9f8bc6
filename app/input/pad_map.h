// Gamepad to intents: buttons, tap and hold, sticks with dead zones, repeat of directions. Pure on injected time; one
// thread.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "app/input/input_event.h"
#include "app/input/intent.h"
#include "app/input/key_repeat.h"

namespace cliffhanger {

/// Whether directions and A go to the focus engine (sheet, panel, focused control) or to the stage.
enum class PadTarget { Stage, Focus };

class PadMap {
 public:
    /// RepeatedIntent::repeat marks the repeats of a held direction (Pager: PageTrigger::Repeat).
    std::vector<RepeatedIntent> handle(Microseconds now, const PadEvent& event, PadTarget target);
    std::vector<RepeatedIntent> update(Microseconds now);
    std::optional<Microseconds> next_deadline() const;
    /// The right stick is held sideways: what it emits are repeats that show a preview, to be committed when it is not
    /// any more.
    bool scrubbing() const { return scrub_ != 0; }
    /// The pad went away or the window lost the focus: everything is released. Gives HoldSpeedEnd if that was under
    /// way.
    std::vector<RepeatedIntent> cancel(Microseconds now);

 private:
    enum Button {
        A,
        B,
        X,
        Y,
        View,
        Menu,
        L3,
        R3,
        LB,
        RB,
        LT,
        RT,
        Up,
        Down,
        Left,
        Right,
        LeftStickUp,
        LeftStickDown,
        LeftStickLeft,
        LeftStickRight,
        VolumeUp,
        VolumeDown,
        kButtons
    };
    struct State {
        bool down = false;
        bool held = false;  // its hold action was sent
        bool repeating = false;
        Microseconds next{0};  // hold action or next repeat
        PadTarget target = PadTarget::Stage;
    };

    void axis(Microseconds now, std::string_view name, float value, PadTarget target);
    void stick(Microseconds now, Button negative, Button positive, float value, PadTarget target);
    void trigger(Microseconds now, Button button, float value, PadTarget target);
    void scrub(Microseconds now, float value, PadTarget target);
    void run_scrub(Microseconds now);
    void set(Microseconds now, Button button, bool down, PadTarget target);
    void press(Microseconds now, Button button);
    void release(Microseconds now, Button button);
    void run_timer(Microseconds now, Button button);
    void emit(Microseconds at, Intent intent, bool repeat = false);
    static std::optional<Button> button_named(std::string_view name);
    static Intent tap_intent(Button button, PadTarget target);
    static Intent hold_intent(Button button);
    static bool repeats(Button button);

    std::array<State, kButtons> buttons_{};
    float scrub_ = 0;  ///< the right stick, sideways: -1..1 outside its dead zone
    Microseconds next_scrub_{0};
    std::vector<RepeatedIntent> out_;
};

/// 0 within `dead_zone`, then linear to +-1.
float outside_dead_zone(float value, float dead_zone);

}  // namespace cliffhanger
