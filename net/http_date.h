// The dates of HTTP headers. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace cliffhanger {

/// "Sun, 06 Nov 1994 08:49:37 GMT", the one form that servers send today; nullopt for anything else.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

}  // namespace cliffhanger
