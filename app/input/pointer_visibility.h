// Whether the mouse's pointer is shown: not where fingers are used, and over what plays only while it is moved. Pure on
// injected time; one thread.
#pragma once

#include <optional>

#include "app/input/input_event.h"

namespace cliffhanger {

class PointerVisibility {
 public:
    static constexpr Microseconds kPatience = std::chrono::seconds(3);
    enum class Over { Picture, Controls };  ///< Picture: it is in the way after a while

    void handle(const InputEvent& event);
    bool shown(Microseconds now, Over over) const;
    std::optional<Microseconds> next_change(Microseconds now, Over over) const;

 private:
    bool touched_ = false;
    std::optional<Microseconds> moved_at_;
    Point position_{-1, -1};
};

}  // namespace cliffhanger
