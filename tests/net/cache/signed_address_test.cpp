// What of an address signs it, and what the cache makes of it.
#include "net/cache/signed_address.h"

#include <algorithm>

#include "tests/net/cache/caching_rig.h"
#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;

namespace {

const std::string kFirst = "?id=7&expires=1700000000&token=0123456789abcdefghij";
const std::string kSecond = "?id=7&expires=1700003600&token=9876543210klmnopqrst";

}  // namespace

TEST_CASE("unsigned_address: what signs goes, what selects stays", "[net][cache]") {
    const auto bare = [](const std::string& query) { return unsigned_address("http://h/v.ts" + query); };
    CHECK(bare("") == "http://h/v.ts");
    CHECK(bare("?q=720&page=2") == "http://h/v.ts?q=720&page=2");
    CHECK(bare("?X-Amz-Algorithm=AWS4&X-Amz-Date=20260101T000000Z&X-Amz-Signature=ab&part=3") ==
          "http://h/v.ts?part=3");
    CHECK(bare("?Expires=1700000000&Signature=abcDEF0123456789~&Key-Pair-Id=K") == "http://h/v.ts");
    CHECK(bare("?Policy=eyJ&Signature=abcDEF0123456789~&Key-Pair-Id=K") == "http://h/v.ts");
    CHECK(bare("?hdnts=exp=1~hmac=2&b=1") == "http://h/v.ts?b=1");
    CHECK(bare("?wsSecret=ab&wsTime=5f") == "http://h/v.ts");
    CHECK(bare("?auth_key=1700000000-0-0-ab") == "http://h/v.ts");
    CHECK(bare("?st=Abcdefgh01234567&e=1700000000") == "http://h/v.ts");
    CHECK(bare("?sv=2022&sr=b&sig=abcdefgh%2B0123456789&se=2026-01-01&id=4") == "http://h/v.ts?id=4");
    CHECK(bare("?id=7&token=0123456789abcdefghij#t=4") == "http://h/v.ts?id=7#t=4");
}

TEST_CASE("unsigned_address: names that may select sign only where they look like it", "[net][cache]") {
    for (const char* query : {"?e=3", "?e=1700000000", "?st=2&e=3", "?token=short", "?t=1700000000", "?sign=aries",
                              "?hash=abcdefghijklmnop", "?time=12", "?sv=2&sp=3", "?expires=1700000000"}) {
        const std::string url = std::string("http://h/v.ts") + query;
        CHECK(unsigned_address(url) == url);
    }
    CHECK(unsigned_address("http://h/v?e=12&sign=abcdef0123456789") == "http://h/v?e=12");
}

TEST_CASE("CachingHttpClient: an address that is signed anew is asked about once, and its bytes come from the disk",
          "[net][cache]") {
    const std::string content = test_bytes(700'000);
    CachingRig rig;
    rig.server.add("/a", with(tagged(content), "max-age=100000"));
    CHECK(rig.get("/a" + kFirst).bytes == content);
    rig.start_run();
    const CachedAnswer again = rig.get("/a" + kSecond);
    CHECK(again.bytes == content);
    // What it names is resolved against the address that is good now.
    CHECK(again.head.final_url == rig.server.url("/a" + kSecond));
    const auto requests = rig.server.requests("/a");
    REQUIRE(requests.size() == 2);
    CHECK(requests[1].header("If-None-Match") == "\"v1\"");
    CHECK(rig.get("/a" + kSecond).bytes == content);
    CHECK(rig.server.count("/a") == 2);
}

TEST_CASE("CachingHttpClient: what a signature selects is never mixed up", "[net][cache]") {
    const std::string one = test_bytes(700'000);
    std::string other = one;
    std::reverse(other.begin(), other.end());
    CachingRig rig;
    HttpRoute first{.body = one}, second{.body = other};
    SECTION("other tags") { first.etag = "\"1\"", second.etag = "\"2\""; }
    SECTION("weak tags that are the same") { first.etag = second.etag = "W/\"1\""; }
    SECTION("the same date") { first.last_modified = second.last_modified = "Sun, 06 Nov 1994 08:49:37 GMT"; }
    SECTION("fresh, without a validator") {
        first = with(first, "max-age=100000");
        second = with(second, "max-age=100000");
    }
    rig.server.add("/a", first);
    CHECK(rig.get("/a" + kFirst, CacheUse::Media, ByteRange{0, 299'999}).bytes == one.substr(0, 300'000));
    rig.server.add("/a", second);
    CHECK(rig.get("/a" + kSecond, CacheUse::Media, ByteRange{}).bytes == other);
    rig.server.add("/a", first);
    CHECK(rig.get("/a" + kFirst, CacheUse::Media, ByteRange{}).bytes == one);
}

TEST_CASE("CachingHttpClient: a signed address that stays is as good as any", "[net][cache]") {
    const std::string content = test_bytes(300'000);
    CachingRig rig;
    HttpRoute route{.body = content, .last_modified = "Sun, 06 Nov 1994 08:49:37 GMT"};
    SECTION("by date") {}
    SECTION("fresh") { route = with(route, "max-age=100000"); }
    rig.server.add("/a", route);
    rig.get("/a" + kFirst);
    rig.start_run();
    CHECK(rig.get("/a" + kFirst).bytes == content);
    const auto requests = rig.server.requests("/a");
    if (requests.size() > 1) CHECK(requests[1].header("If-Modified-Since") == route.last_modified);
    CHECK(requests.size() <= 2);
}
