// Gathers what SDL tells piece by piece about one drop. Main thread only.
#pragma once

#include <SDL_events.h>

#include <optional>

#include "app/input/input_event.h"

namespace cliffhanger {

class SdlDrops {
 public:
    /// The whole drop, with its last piece; frees the text of `event`.
    std::optional<DropEvent> feed(const SDL_Event& event);

 private:
    DropEvent drop_;
    bool gathering_ = false;
};

/// The paths and addresses in a text that was dropped: a line each; other lines are nothing to play.
std::vector<std::string> sources_in(std::string_view text);

}  // namespace cliffhanger
