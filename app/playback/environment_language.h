// The interface's language as the desktop has it. Reads the environment; any thread while nobody writes to it.
#pragma once

#include <string>

namespace cliffhanger {

/// From LC_ALL, LC_MESSAGES, LANG, as BCP 47; "en" when unset or C.
std::string environment_language();

}  // namespace cliffhanger
