#include "net/catalog/feed_reader.h"

#include <algorithm>
#include <array>

#include "net/catalog/feed_values.h"
#include "net/catalog/roku_direct_publisher.h"
#include "net/catalog/roku_search.h"

namespace cliffhanger {

namespace {

bool is_search_asset(JsonView asset, FeedContext& context) {
    if (!asset.is(JsonType::Object)) return false;
    constexpr std::array<std::string_view, 7> kTypes = {"movie",   "tvspecial", "series",        "season",
                                                        "episode", "shortform", "externalidonly"};
    const std::string type = ascii_lower(FeedObject(asset, context).text({"type"}));
    return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

bool is_search_feed(const FeedObject& root) {
    const JsonView assets = root.find({"assets"});
    if (!assets.is(JsonType::Array)) return false;
    constexpr int kLookAt = 20;
    int looked = 0;
    for (JsonView asset = assets.first_child(); asset && looked < kLookAt; asset = asset.next(), ++looked) {
        if (is_search_asset(asset, root.context())) return true;
    }
    return false;
}

bool is_direct_publisher(const FeedObject& root) {
    for (const std::string_view name : {"series", "movies", "shortFormVideos", "tvSpecials", "liveFeeds"}) {
        const JsonView value = root.find({name});
        if (value.is(JsonType::Array) || value.is(JsonType::Object)) return true;
    }
    return false;
}

}  // namespace

Result<std::unique_ptr<FeedReader>> make_feed_reader(const FeedObject& root, FindingLog& log) {
    if (!root.value().is(JsonType::Object)) {
        return fail(ErrorKind::Unsupported,
                    "This JSON is not a feed: a feed is an object, with \"series\" for example.");
    }
    // What recognising asks for is not linted: the reader that follows asks again.
    FindingLog unheard;
    FeedContext context{unheard, AddressResolver(root.context().addresses.origin())};
    const FeedObject quiet(root.value(), context);
    if (is_direct_publisher(quiet)) return std::make_unique<RokuDirectPublisherReader>(log);
    if (is_search_feed(quiet)) return std::make_unique<RokuSearchReader>(log);
    if (quiet.has({"version"}) && quiet.has({"items"})) {
        return fail(ErrorKind::Unsupported, "This is a JSON Feed; that feed format is not read. Roku JSON feeds are.");
    }
    return fail(ErrorKind::Unsupported,
                "This JSON is not a feed that is known: it has none of series, movies, shortFormVideos, tvSpecials, "
                "liveFeeds and assets.");
}

Result<LoadedCatalog> parse_feed(std::string text, const SourceOrigin& origin) {
    auto document = JsonDocument::parse(std::move(text));
    if (!document) return tl::unexpected(document.error());
    FindingLog log;
    FeedContext context{log, AddressResolver(origin)};
    (*document)->report_notes(log);
    const FeedObject root((*document)->root(), context);
    auto reader = make_feed_reader(root, log);
    if (!reader) return tl::unexpected(reader.error());
    (*reader)->add_page(root);
    Catalog catalog = (*reader)->finish();
    return LoadedCatalog{std::move(catalog), log.take()};
}

}  // namespace cliffhanger
