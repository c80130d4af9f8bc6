// A whole small resource in memory: pictures, sidecar subtitles.
#pragma once

#include <cstddef>
#include <stop_token>
#include <string>

#include "net/byte_source.h"

namespace cliffhanger {

/// Blocks until all of it is there. TooLarge beyond `limit` bytes; Aborted at once when `stop` is requested.
[[nodiscard]] Result<std::string> fetch_bytes(const MediaAddress& address, HttpClient& http, const Clock& clock,
                                              std::size_t limit, std::stop_token stop);

/// As above, from a source that is open already.
[[nodiscard]] Result<std::string> read_all(ByteSource& source, std::size_t limit, std::stop_token stop);

}  // namespace cliffhanger
