// Input for the screens around the player: presses, scrolling by finger, wheel and keys, walking with the focus. What
// it comes to is said through two callbacks. Main thread only.
#pragma once

#include <functional>
#include <optional>

#include "app/input/focus_engine.h"
#include "app/input/gesture_recognizer.h"
#include "app/input/key_map.h"
#include "app/input/key_repeat.h"
#include "app/input/pad_map.h"
#include "app/ui/frame.h"

namespace cliffhanger {

/// What the shell has drawn and what is being done to it.
struct BrowseState {
    bool modal = false;  ///< a dialog is open: nothing below it scrolls
    FocusEngine focus;
    Interaction interaction;
    FrameRecord record;  ///< of the last draw
    Metrics metrics;     ///< of the last draw
};

/// Of what lies over everything else: the focus goes through its own controls only.
void offer_focus(BrowseState& state, const std::string& group, ReadingDirection reading);
/// Scrolls what has the focus to where it is seen.
void show_focused(const BrowseState& state, Microseconds now);

class BrowseInput {
 public:
    struct Outcome {
        std::function<void(Microseconds, const Action&)> action;
        std::function<void(Microseconds, Intent)> intent;  ///< what is not scrolling or focus
    };
    BrowseInput(BrowseState& state, const KeyMap& keys, Outcome outcome);

    /// `typing`: a text field has the keys that type.
    void handle(const InputEvent& event, bool typing);
    void update(Microseconds now);
    std::optional<Microseconds> next_change() const;
    /// Forgets what is under way; another screen comes.
    void reset(Microseconds now);

 private:
    void on_gesture(const Gesture& gesture);
    void on_press(const Gesture& gesture);
    void on_tap(const Gesture& gesture);
    void on_key(Microseconds now, const KeyEvent& event, bool typing);
    void on_wheel(Microseconds now, const WheelEvent& event);
    void on_intent(Microseconds now, Intent intent);
    void move_focus(Microseconds now, Intent intent);
    void scroll_page(Microseconds now, Intent intent);
    Scroller* scroller_at(Point point, Axis axis) const;
    double along(Axis axis, Point value) const;

    BrowseState& state_;
    const KeyMap& keys_;
    Outcome outcome_;
    GestureRecognizer gestures_;
    KeyRepeat repeat_;
    PadMap pad_;
    Scroller* dragged_ = nullptr;
    Axis drag_axis_ = Axis::Vertical;
};

}  // namespace cliffhanger
