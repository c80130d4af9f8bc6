// The built-in keys, in the notation of keys.conf. Plain data.
#pragma once

#include <string_view>

namespace cliffhanger {

std::string_view default_bindings();

}  // namespace cliffhanger
