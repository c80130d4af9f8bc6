#include "net/http_byte_source.h"
#include "tests/net/cache/caching_rig.h"
#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

const SystemClock kClock;

}  // namespace

TEST_CASE("CachingHttpClient: Cache-Control is honoured", "[net][cache]") {
    const std::string content = test_bytes(100'000);
    CachingRig rig;
    const auto requests_after = [&](HttpRoute route, std::chrono::seconds pause, CacheUse use = CacheUse::Media) {
        static int number = 0;
        const std::string path = "/" + std::to_string(++number);
        rig.server.add(path, std::move(route));
        CHECK(rig.get(path, use).bytes == content);
        rig.now += pause;
        rig.start_run();
        CHECK(rig.get(path, use).bytes == content);
        CHECK(rig.get(path, use).bytes == content);
        return rig.server.count(path) - 1;
    };
    CHECK(requests_after(with(tagged(content), "max-age=60"), 59s) == 0);
    CHECK(requests_after(with(tagged(content), "public, max-age=\"60\""), 61s) == 1);
    CHECK(requests_after(with(tagged(content), "max-age=60"), 0s, CacheUse::Revalidate) == 2);
    CHECK(requests_after(with(tagged(content), "max-age=soon"), 0s) == 2);
    CHECK(requests_after(with(tagged(content), "no-cache"), 0s) == 2);
    CHECK(requests_after(with(tagged(content), "no-store"), 0s) == 2);
    CHECK(requests_after(with(tagged(content), "max-age=60"), 0s, CacheUse::Never) == 2);
    HttpRoute varying = with(tagged(content), "max-age=60");
    varying.headers.emplace_back("Vary", "*");
    CHECK(requests_after(varying, 0s) == 2);
    HttpRoute aged = with(tagged(content), "max-age=60");
    aged.headers.emplace_back("Age", "50");
    CHECK(requests_after(aged, 20s) == 1);
    HttpRoute dated = tagged(content);
    dated.headers.emplace_back("Date", "Sun, 06 Nov 1994 08:49:37 GMT");
    dated.headers.emplace_back("Expires", "Sun, 06 Nov 1994 08:50:37 GMT");
    CHECK(requests_after(dated, 59s) == 0);
    CHECK(requests_after(dated, 61s) == 1);
    CHECK(requests_after({.body = content}, 0s) == 2);
    CHECK(requests_after(with({.body = content}, "max-age=60"), 59s) == 0);
    CHECK(requests_after(with({.body = content}, "max-age=60"), 61s) == 1);
}

TEST_CASE("CachingHttpClient: an answer that may not be kept any more takes the kept one away", "[net][cache]") {
    CachingRig rig;
    rig.server.add("/a", tagged(test_bytes(100'000)));
    rig.get("/a");
    rig.start_run();
    rig.server.add("/a", with({.body = std::string(100'000, 's'), .etag = "\"v2\""}, "no-store"));
    CHECK(rig.get("/a").bytes == std::string(100'000, 's'));
    CHECK(rig.stored_files().find("sssss") == std::string::npos);
    CHECK_FALSE(rig.cache().size_bytes() > 0);
}

TEST_CASE("CachingHttpClient: keys are never written, whoever forgets to say so", "[net][cache]") {
    const std::string key = "0123456789abcdef";
    CachingRig rig;
    rig.server.add("/key", with({.body = key, .etag = "\"k\""}, "max-age=1000"));
    rig.get("/key", CacheUse::Never);
    rig.get("/key", CacheUse::Media);
    CHECK(rig.stored_files().find(key) == std::string::npos);
    CHECK(rig.server.count("/key") == 2);
    HttpRoute chunked = with({.body = key, .etag = "\"k\""}, "max-age=1000");
    chunked.chunked = true;
    rig.server.add("/chunked", chunked);
    rig.get("/chunked");
    CHECK(rig.stored_files().find(key) == std::string::npos);
}

TEST_CASE("CachingHttpClient: other credentials are another answer, and are not written down", "[net][cache]") {
    const std::string content = test_bytes(100'000);
    CachingRig rig;
    rig.server.add("/a", with(tagged(content), "max-age=1000"));
    rig.get("/a", CacheUse::Media, {}, {{"Authorization", "Bearer mine"}});
    rig.get("/a", CacheUse::Media, {}, {{"Authorization", "Bearer mine"}});
    CHECK(rig.server.count("/a") == 1);
    rig.get("/a", CacheUse::Media, {}, {{"Authorization", "Bearer theirs"}});
    CHECK(rig.server.count("/a") == 2);
    rig.get("/a");
    CHECK(rig.server.count("/a") == 3);
    rig.defaults = {{"Cookie", "id=mine"}};
    rig.start_run();
    rig.get("/a");
    CHECK(rig.server.count("/a") == 4);
    CHECK(rig.stored_files().find("mine") == std::string::npos);
}

TEST_CASE("CachingHttpClient: without the server, what lies in the cache plays, unless it forbids that",
          "[net][cache]") {
    const std::string content = test_bytes(100'000);
    CachingRig rig;
    rig.server.add("/a", tagged(content));
    rig.server.add("/strict", with(tagged(content), "max-age=1, must-revalidate"));
    rig.get("/a");
    rig.get("/strict");
    rig.now += 10s;
    rig.start_run();
    rig.server.add("/a", {.status = 503});
    rig.server.add("/strict", {.status = 503});
    CHECK(rig.get("/strict").head.status == 503);
    CHECK(rig.get("/a").bytes == content);
}

TEST_CASE("CachingHttpClient: without a network, what lies in the cache plays", "[net][cache]") {
    const std::string url = "http://host.test/a", content = test_bytes(600'000);
    const TemporaryFolder folder;
    FakeHttpClient network;
    for (const ErrorKind failure : {ErrorKind::Unreachable, ErrorKind::Timeout, ErrorKind::Io}) {
        FakeHttpAnswer none;
        none.fails = failure;
        const bool first = failure == ErrorKind::Unreachable;
        const FakeHttpAnswer healthy{.body = content, .etag = "\"1\""};
        network.script(url, first ? std::vector{healthy, none} : std::vector{none});
        for (int run = first ? 0 : 1; run < 2; ++run) {
            SegmentCache cache({folder.path()});
            CachingHttpClient client(network, cache);
            HttpByteSource source({url}, client, kClock);
            CHECK(read_all(source).bytes == content);
            cache.flush();
        }
    }
}

TEST_CASE("CachingHttpClient: a resource that is gone is gone from the cache too", "[net][cache]") {
    CachingRig rig;
    rig.server.add("/a", tagged(test_bytes(100'000)));
    rig.get("/a");
    rig.start_run();
    rig.server.add("/a", {.status = 404});
    CHECK(rig.get("/a").head.status == 404);
    CHECK(rig.cache().size_bytes() == 0);
}
