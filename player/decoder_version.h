// Which decoding library is there, for diagnostics. Thread-safe.
#pragma once

#include <string>

namespace cliffhanger {

std::string decoder_version();

}  // namespace cliffhanger
