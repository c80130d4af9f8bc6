#include "net/cache/cached_only_client.h"
#include "net/http_byte_source.h"
#include "tests/net/cache/caching_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;

namespace {

const SystemClock kClock;

std::size_t readable(HttpClient& client, const std::string& url, std::int64_t from) {
    HttpByteSource source(MediaAddress{url}, client, kClock);
    if (!source.seek(from)) return 0;
    std::size_t total = 0;
    std::vector<std::byte> buffer(50'000);
    while (const auto count = source.read(buffer)) total += *count;
    return total;
}

}  // namespace

TEST_CASE("CachedOnlyClient: gives what the cache has, and asks nobody for the rest", "[net][cache]") {
    CachingRig rig;
    const std::string content = test_bytes(1'000'000);
    rig.server.add("/a", tagged(content));
    (void)rig.get("/a", CacheUse::Media, ByteRange{0, 599'999});
    const std::size_t asked = rig.server.requests().size();
    CachedOnlyClient client(rig.cache(), {.default_headers = {}, .calendar = [&] { return rig.now; }});
    const std::size_t there = readable(client, rig.server.url("/a"), 0);
    CHECK(there > 0);
    CHECK(there <= 600'000);
    CHECK(readable(client, rig.server.url("/a"), 900'000) == 0);
    CHECK(readable(client, rig.server.url("/other"), 0) == 0);
    CHECK(rig.server.requests().size() == asked);
}
