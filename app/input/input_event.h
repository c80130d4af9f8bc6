// What a person did, independent of SDL: real events and script lines become these. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "app/geometry.h"
#include "app/input/intent.h"
#include "net/clock.h"

namespace cliffhanger {

enum class PressType { Down, Move, Up };

struct TouchEvent {
    std::int64_t finger = 0;
    PressType type = PressType::Down;
    Point position;  ///< physical pixels
};

enum class MouseButton { None, Left, Middle, Right, Back, Forward };

struct MouseEvent {
    PressType type = PressType::Move;
    MouseButton button = MouseButton::None;  ///< of Down and Up
    Point position;
    int clicks = 1;
};

struct WheelEvent {
    float x = 0, y = 0;  ///< notches as SDL's precise values, y > 0 = away from the person, `flipped` already applied
    Point position;
    bool shift = false, ctrl = false;
};

struct KeyEvent {
    std::string key;  ///< SDL key name: "Down", "Space", "F", "AudioNext"
    bool down = true;
    bool repeat = false;
    bool shift = false, ctrl = false, alt = false;
};

struct TextEvent {
    std::string utf8;
};

/// What an input method is composing; it stands underlined in the text until a TextEvent brings what came of it.
struct TextEditingEvent {
    std::string utf8;
};

/// What is printed on a pad's buttons.
enum class PadMarks { Letters, Shapes };

struct PadEvent {
    std::string control;  ///< SDL game controller name: "a", "dpup", "leftx"
    float value = 0;      ///< buttons 0 or 1, axes -1..1
    PadMarks marks = PadMarks::Letters;
};

/// What another program asks for, the desktop's media controls say: as if a key that is bound to it were pressed.
struct IntentEvent {
    Intent intent = Intent::None;
    double value = 0;  ///< of SetSpeed
};

/// Files, folders and addresses let go over the window, together.
struct DropEvent {
    std::vector<std::string> sources;
};

struct ResizeEvent {
    Size pixels;
};

struct FocusEvent {
    bool gained = false;        ///< keyboard focus of the window
    bool pointer_left = false;  ///< the pointer left the window
};

struct QuitEvent {};

struct InputEvent {
    Microseconds time{0};  ///< when it happened, on the application's clock
    std::variant<TouchEvent, MouseEvent, WheelEvent, KeyEvent, TextEvent, TextEditingEvent, PadEvent, IntentEvent,
                 DropEvent, ResizeEvent, FocusEvent, QuitEvent>
        what;
};

}  // namespace cliffhanger
