#include "net/prefetcher.h"

#include "net/cache/caching_http_client.h"
#include "net/curl_http_client.h"
#include "net/http_byte_source.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"
#include "tests/support/http_test_server.h"

using namespace cliffhanger;
using namespace cliffhanger::test;

namespace {

struct Rig {
    TemporaryFolder folder;
    HttpTestServer server;
    std::unique_ptr<HttpClient> network = make_curl_http_client();
    SegmentCache cache{{folder.path()}};
    CachingHttpClient client{*network, cache};
    Prefetcher prefetcher{client};

    PrefetchItem item(const std::string& path, std::int64_t bytes = 100'000) const {
        return {server.url(path), {}, ByteRange{0, bytes - 1}, CacheUse::Media};
    }
};

}  // namespace

TEST_CASE("Prefetcher: what it fetched is there when somebody opens it", "[net][cache]") {
    const std::string content = test_bytes(500'000);
    Rig rig;
    rig.server.add("/a", {.body = content, .etag = "\"1\""});
    rig.prefetcher.set_wanted({rig.item("/a", 300'000)});
    rig.prefetcher.wait_until_idle();
    const auto report = rig.prefetcher.report();
    REQUIRE(report.size() == 1);
    CHECK(report[0].state == PrefetchState::Done);
    CHECK(report[0].bytes == 300'000);
    rig.cache.flush();

    const SystemClock clock;
    HttpByteSource source({rig.server.url("/a")}, rig.client, clock);
    CHECK(read_all(source).bytes == content);
    const auto requests = rig.server.requests("/a");
    REQUIRE(requests.size() == 2);
    CHECK(requests[0].range == "bytes=0-299999");
    CHECK(requests[1].range == "bytes=300000-");
}

TEST_CASE("Prefetcher: what is no longer wanted is cancelled on the wire, and its place given to the next",
          "[net][cache]") {
    Rig rig;
    rig.server.add("/stall", {.body = test_bytes(500'000), .stall_after = 100});
    rig.server.add("/next", {.body = test_bytes(500'000), .etag = "\"1\""});
    rig.prefetcher.set_wanted({rig.item("/stall", 1'000), rig.item("/stall", 2'000), rig.item("/next")});
    REQUIRE(rig.server.wait_for_stalled(1));
    rig.prefetcher.set_wanted({rig.item("/next")});
    rig.prefetcher.wait_until_idle();
    CHECK(rig.prefetcher.report().at(0).state == PrefetchState::Done);
    CHECK(rig.server.wait_for_open_connections(1));
}

TEST_CASE("Prefetcher: no more than two at a time", "[net][cache]") {
    Rig rig;
    rig.server.add("/stall", {.body = test_bytes(500'000), .stall_after = 100});
    std::vector<PrefetchItem> items;
    for (int i = 0; i < 6; ++i) items.push_back(rig.item("/stall", 10'000 + i));
    rig.prefetcher.set_wanted(items);
    REQUIRE(rig.server.wait_for_stalled(2));
    CHECK(rig.server.count("/stall") == 2);
    const auto report = rig.prefetcher.report();
    CHECK(report[0].state == PrefetchState::Fetching);
    CHECK(report[5].state == PrefetchState::Waiting);
}

TEST_CASE("Prefetcher: a failure is reported and not tried again while it stays wanted", "[net][cache]") {
    Rig rig;
    rig.prefetcher.set_wanted({rig.item("/none")});
    rig.prefetcher.wait_until_idle();
    rig.prefetcher.set_wanted({rig.item("/none")});
    rig.prefetcher.wait_until_idle();
    CHECK(rig.prefetcher.report().at(0).error->kind == ErrorKind::NotFound);
    CHECK(rig.server.count("/none") == 1);
    rig.prefetcher.set_wanted({});
    rig.prefetcher.set_wanted({rig.item("/none")});
    rig.prefetcher.wait_until_idle();
    CHECK(rig.server.count("/none") == 2);
}
