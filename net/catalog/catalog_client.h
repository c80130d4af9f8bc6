// Turns what a person typed (a feed's address or file, a folder, a media file or address, or several of them, a line
// each) into a Catalog.
#pragma once

#include <stop_token>
#include <string>

#include "net/catalog/catalog.h"

namespace cliffhanger {

/// Blocks on disk and network; `stop` ends it with Aborted at once. Call it off the main thread.
/// Errors: NotFound, Unreachable, Timeout, Forbidden, HttpStatus, TooLarge, Corrupted (not JSON, say), Unsupported
/// (JSON that is no feed). Broken items are skipped and reported as findings, never an error of the whole.
[[nodiscard]] Result<LoadedCatalog> load_catalog(const std::string& source, HttpClient& http, const Clock& clock,
                                                 std::stop_token stop);

}  // namespace cliffhanger
