// The log: to standard error, or to a file. Set up once, before any thread.
#pragma once

#include <string>

namespace cliffhanger {

/// `level` as spdlog names it. False when the file cannot be written.
bool set_up_log(const std::string& level, const std::string& file);

}  // namespace cliffhanger
