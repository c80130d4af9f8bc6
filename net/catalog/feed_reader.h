// Reads the pages of one feed into a Catalog, whichever format they are in. Pure: text in, values out; no I/O.
// One thread at a time.
#pragma once

#include <memory>
#include <string>

#include "net/catalog/catalog.h"
#include "net/catalog/feed_object.h"
#include "net/result.h"

namespace cliffhanger {

/// One format's reader; fed page after page, then asked for the catalog.
class FeedReader {
 public:
    virtual ~FeedReader() = default;
    virtual void add_page(const FeedObject& root) = 0;
    /// Once, after the last page.
    virtual Catalog finish() = 0;
};

/// The reader for what the first page's root looks like; Unsupported, with a sentence, when it is no feed.
[[nodiscard]] Result<std::unique_ptr<FeedReader>> make_feed_reader(const FeedObject& root, FindingLog& log);

/// The whole of a feed in one text. Errors: Corrupted, TooLarge, Unsupported.
[[nodiscard]] Result<LoadedCatalog> parse_feed(std::string text, const SourceOrigin& origin);

}  // namespace cliffhanger
