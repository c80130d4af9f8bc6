// A feed's pages, one after the other: each names the next in `nextPageUrl`. Blocks; `stop` ends it at once.
#pragma once

#include <stop_token>

#include "net/catalog/catalog.h"
#include "net/catalog/source_fetch.h"

namespace cliffhanger {

/// Reads the first page, already fetched, and those that follow. A following page that cannot be read is a finding.
[[nodiscard]] Result<LoadedCatalog> load_feed_pages(FetchedSource first, HttpClient& http, std::stop_token stop);

}  // namespace cliffhanger
