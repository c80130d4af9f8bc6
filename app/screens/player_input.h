// Turns input events into gestures and intents, and those into actions, in the order of ui-spec section 7: dialog,
// sheet, panel, focused control, stage. Main thread only.
#pragma once

#include "app/input/gesture_recognizer.h"
#include "app/input/key_map.h"
#include "app/input/pad_map.h"
#include "app/input/wheel_gate.h"
#include "app/input/wheel_map.h"
#include "app/screens/player_actions.h"

namespace cliffhanger {

class PlayerInput {
 public:
    PlayerInput(PlayerState& state, PlayerActions& actions) : state_(state), actions_(actions) {}

    void handle(const InputEvent& event);
    void update(Microseconds now);
    std::optional<Microseconds> next_change() const;
    /// Keys and sticks that are held do nothing any more: their release is heard elsewhere, or by nobody.
    void release_all(Microseconds now);
    /// A pointer drags something.
    bool dragging() const { return drag_ != Drag::None; }

 private:
    enum class Drag { None, Page, StageScrub, BarScrub, Scroll, SheetHead };

    void on_key(Microseconds now, const KeyEvent& event);
    void on_wheel(Microseconds now, const WheelEvent& event);
    void on_gesture(const Gesture& gesture);
    void on_press(const Gesture& gesture);
    void on_tap(const Gesture& gesture);
    void on_stage_tap(const Gesture& gesture);
    void on_double_tap(const Gesture& gesture);
    void on_stage_click(const Gesture& gesture);
    void begin_drag(const Gesture& gesture);
    void move_drag(const Gesture& gesture);
    void end_drag(const Gesture& gesture, bool cancelled);
    void hover(Point position);
    void note_pointer(const Gesture& gesture);
    void note_keys(Microseconds now);
    Scroller* scroller_at(Point position) const;
    void grab(Scroller& scroller, const Gesture& gesture);
    bool focus_in_ui() const;

    PlayerState& state_;
    PlayerActions& actions_;
    GestureRecognizer gestures_;
    KeyRepeat repeat_;
    PadMap pad_;
    WheelGate gate_;
    NotchCounter seek_notches_, volume_notches_;
    Drag drag_ = Drag::None;
    Scroller* scrolled_ = nullptr;  ///< by Drag::Scroll; one of the state's
    float drag_from_y_ = 0;
};

}  // namespace cliffhanger
