// The viewer's own key bindings: keys.conf in the configuration folder. Blocks on the disk, once, at the start.
#pragma once

#include <string>

#include "app/input/key_map.h"

namespace cliffhanger {

/// $XDG_CONFIG_HOME/cliffhanger/keys.conf, or the same below ~/.config; empty when there is no home.
std::string key_map_path();

/// The built-in bindings with those of the file over them. A line that cannot be used is logged with its number and
/// skipped, as is a file that cannot be read; a missing one is none.
KeyMap load_key_map(const std::string& path);

}  // namespace cliffhanger
