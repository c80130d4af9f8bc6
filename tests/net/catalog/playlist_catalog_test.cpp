#include "net/catalog/playlist_catalog.h"

#include "net/catalog/catalog_client.h"
#include "net/curl_http_client.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using test::TemporaryFolder;

namespace {

Result<LoadedCatalog> load(const std::vector<std::string>& sources) {
    const auto http = make_curl_http_client();
    const SystemClock clock;
    return load_catalog(join_sources(sources), *http, clock, {});
}

/// The beginning of a transport stream: enough to be told from text.
std::string clip() {
    std::string bytes;
    for (int packet = 0; packet < 20; ++packet) bytes += "G@" + std::string(186, '\0');
    return bytes;
}

}  // namespace

TEST_CASE("join_sources: what is joined comes apart again", "[net][catalog][playlist]") {
    const std::vector<std::string> sources{"/a b", "https://example.com/x", "c"};
    CHECK(split_sources(join_sources(sources)) == sources);
    CHECK(join_sources({"one"}) == "one");
    CHECK(split_sources("").empty());
}

TEST_CASE("load_catalog: several clips are the episodes of one series, in order", "[net][catalog][playlist]") {
    const TemporaryFolder folder;
    folder.write("Nights/b.ts", clip());
    folder.write("Nights/a.ts", clip());
    const std::string b = (folder.path() / "Nights/b.ts").string(), a = (folder.path() / "Nights/a.ts").string();
    const auto loaded = load({b, a, b});
    REQUIRE(loaded);
    REQUIRE(loaded->catalog.series.size() == 1);
    const Series& series = loaded->catalog.series.front();
    CHECK(series.title.get("en") == "Nights");
    REQUIRE(series.episodes.size() == 2);
    CHECK(series.episodes[0].title.get("en") == "b");
    CHECK(series.episodes[1].number == 2);
    CHECK(series.episodes[0].id != series.episodes[1].id);
}

TEST_CASE("load_catalog: feeds and folders beside clips keep their series", "[net][catalog][playlist]") {
    const TemporaryFolder folder;
    folder.write("one.ts", clip());
    folder.write("Show/1.ts", clip());
    folder.write("Show/2.ts", clip());
    const auto loaded =
        load({(folder.path() / "Show").string(), (folder.path() / "one.ts").string(), "https://example.com/x.mp4"});
    REQUIRE(loaded);
    REQUIRE(loaded->catalog.series.size() == 2);
    CHECK(loaded->catalog.series[0].episodes.size() == 2);  // the clips, together
    CHECK(loaded->catalog.series[1].title.get("en") == "Show");
}

TEST_CASE("load_catalog: what cannot be read among several is left out and reported", "[net][catalog][playlist]") {
    const TemporaryFolder folder;
    folder.write("one.ts", clip());
    const auto loaded = load({"/nowhere/feed.json", (folder.path() / "one.ts").string()});
    REQUIRE(loaded);
    CHECK(loaded->catalog.series.size() == 1);
    REQUIRE_FALSE(loaded->findings.empty());
    CHECK(loaded->findings.back().code == "unreadable-source");
    const auto nothing = load({"/nowhere/a", "/nowhere/b"});
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().kind == ErrorKind::NotFound);
}
