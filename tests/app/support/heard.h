// Whole runs of the application on the clock that a script moves, and what was heard of them.
#pragma once

#include <string>
#include <vector>

#include "app/options.h"

namespace cliffhanger::test {

/// Lines of a script.
std::string key(int at_ms, const std::string& name, const std::string& type = "press");
std::string quit(int at_ms);

/// Plays `source` under a script and gives back what the file sink got, interleaved.
std::vector<float> heard(const std::string& source, const std::string& script_text, PlayOptions options = {});

}  // namespace cliffhanger::test
