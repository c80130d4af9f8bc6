#include "app/shell/navigator.h"

namespace cliffhanger {

void Navigator::open(const Route& route) {
    if (route == current() || !leads_to(route.kind)) return;
    ++changes_;
    direction_ = is_root(route.kind) ? Direction::Aside : Direction::Deeper;
    if (is_root(route.kind)) stack_.clear();
    // Series that recommend each other would pile up.
    constexpr std::size_t kDeepest = 16;
    if (stack_.size() >= kDeepest) stack_.erase(stack_.begin());
    stack_.push_back(route);
}

bool Navigator::back() {
    if (current() == Route{ScreenKind::Home}) return false;
    ++changes_;
    direction_ = Direction::Back;
    stack_.pop_back();
    if (stack_.empty()) stack_.push_back({ScreenKind::Home});
    return true;
}

}  // namespace cliffhanger
