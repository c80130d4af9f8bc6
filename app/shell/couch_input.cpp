#include "app/shell/couch_input.h"

#include <cmath>

namespace cliffhanger {
namespace {

constexpr float kPadStill = 0.5f;  ///< sticks drift
constexpr float kMouseStill = 4;   ///< px; a table that is knocked is no hand

/// Keys that no desk's keyboard has; a remote control's arrows cannot be told from a keyboard's.
bool is_remote(const KeyEvent& key) { return key.down && (key.key == "Select" || key.key == "AC_Back"); }

}  // namespace

void CouchInput::note(const InputEvent& event) {
    if (const auto* pad = std::get_if<PadEvent>(&event.what)) {
        if (std::abs(pad->value) <= kPadStill) return;
        if (!leaning_back_) mouse_at_.reset();
        leaning_back_ = true;
        marks_ = pad->marks == PadMarks::Shapes ? ButtonMarks::Shapes : ButtonMarks::Letters;
    } else if (const auto* key = std::get_if<KeyEvent>(&event.what)) {
        if (key->down) marks_ = ButtonMarks::Remote;
        if (!is_remote(*key)) return;
        if (!leaning_back_) mouse_at_.reset();
        leaning_back_ = true;
    } else if (const auto* mouse = std::get_if<MouseEvent>(&event.what)) {
        note_mouse(*mouse);
    } else if (std::holds_alternative<TouchEvent>(event.what) || std::holds_alternative<WheelEvent>(event.what)) {
        leaning_back_ = false;
    }
}

/// Windows that change their size report a pointer that nobody has moved.
void CouchInput::note_mouse(const MouseEvent& event) {
    if (!mouse_at_) mouse_at_ = event.position;
    const float moved = std::hypot(event.position.x - mouse_at_->x, event.position.y - mouse_at_->y);
    if (event.type == PressType::Down || moved > kMouseStill) leaning_back_ = false;
}

}  // namespace cliffhanger
