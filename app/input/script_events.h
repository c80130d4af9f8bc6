// The `--script` file: JSON lines of input events, shots and expectations. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/input/input_event.h"
#include "net/result.h"

namespace cliffhanger {

struct ScriptShot {
    std::string name;
};

struct ScriptExpect {
    std::string node;
    std::optional<std::string> text;   ///< the node's name or value
    std::optional<std::string> state;  ///< one of the node's states
};

struct ScriptQuit {};

struct ScriptStep {
    Microseconds time{0};
    int line = 0;
    /// Positions of input events are 0..1 of the window: pass them through scaled_to() when they are due.
    std::variant<InputEvent, ScriptShot, ScriptExpect, ScriptQuit> what;
};

/// Steps in order of time. Corrupted with "line N: ..." for a line that is no JSON, lacks something or goes back in
/// time. Empty lines are skipped. A `key` without `type` is a press: down and up. A `wheel` happens where the script's
/// mouse is last, or in the middle.
[[nodiscard]] Result<std::vector<ScriptStep>> parse_script(std::string_view text);

/// The event with its 0..1 position in the pixels of a window.
InputEvent scaled_to(InputEvent event, Size window);

}  // namespace cliffhanger
