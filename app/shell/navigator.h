// Where the person is and how they came there. Value class; main thread only.
#pragma once

#include <cstdint>
#include <vector>

#include "app/shell/route.h"

namespace cliffhanger {

class Navigator {
 public:
    explicit Navigator(Route start = {}) : stack_{start} {}
    /// Nothing else can be opened from now on.
    void allow_only(bool (*allowed)(ScreenKind)) { allowed_ = allowed; }
    bool leads_to(ScreenKind kind) const { return exists(kind) && (allowed_ == nullptr || allowed_(kind)); }

    const Route& current() const { return stack_.back(); }
    /// A root forgets the way so far; anything else lies on top of where one was. The place one is at changes nothing.
    void open(const Route& route);
    /// Home lies behind everything. False at Home: there is nothing to go back to.
    bool back();

    enum class Direction { Deeper, Back, Aside };
    Direction last_direction() const { return direction_; }
    /// Counts changes of current().
    std::uint64_t changes() const { return changes_; }

 private:
    bool (*allowed_)(ScreenKind) = nullptr;
    std::vector<Route> stack_;
    Direction direction_ = Direction::Aside;
    std::uint64_t changes_ = 0;
};

}  // namespace cliffhanger
