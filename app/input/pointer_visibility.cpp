#include "app/input/pointer_visibility.h"

namespace cliffhanger {

void PointerVisibility::handle(const InputEvent& event) {
    if (std::holds_alternative<TouchEvent>(event.what)) touched_ = true;
    const auto* mouse = std::get_if<MouseEvent>(&event.what);
    if (mouse == nullptr) return;
    // A window that appears under it moves nothing.
    const bool moved = mouse->position.x != position_.x || mouse->position.y != position_.y;
    const bool known = position_.x >= 0;
    position_ = mouse->position;
    if (mouse->type == PressType::Move && (!moved || !known)) return;
    touched_ = false;
    moved_at_ = event.time;
}

bool PointerVisibility::shown(Microseconds now, Over over) const {
    if (touched_) return false;
    return over == Over::Controls || (moved_at_ && now - *moved_at_ < kPatience);
}

std::optional<Microseconds> PointerVisibility::next_change(Microseconds now, Over over) const {
    if (!shown(now, over) || over == Over::Controls) return std::nullopt;
    return *moved_at_ + kPatience;
}

}  // namespace cliffhanger
