// Paths as other programs write them. Pure.
#pragma once

#include <string>
#include <string_view>

namespace cliffhanger {

/// /a b -> file:///a%20b; what is an address already stays as it is.
std::string as_address(std::string_view path_or_address);

}  // namespace cliffhanger
