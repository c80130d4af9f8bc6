#include <future>

#include "net/http_byte_source.h"
#include "tests/net/cache/caching_rig.h"
#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

const SystemClock kClock;
constexpr std::int64_t kExtent = SegmentCache::kExtentBytes;

}  // namespace

TEST_CASE("CachingHttpClient: keeps the contract of byte sources, empty, filled and filled in part", "[net][cache]") {
    const std::string content = test_bytes(900'000);
    CachingRig rig;
    SECTION("by range") { rig.server.add("/a", tagged(content)); }
    SECTION("of a server without tags") { rig.server.add("/a", {.body = content}); }
    SECTION("that must always ask") { rig.server.add("/a", with(tagged(content), "no-cache")); }
    SECTION("fresh") { rig.server.add("/a", with(tagged(content), "max-age=1000")); }
    SECTION("by date") { rig.server.add("/a", {.body = content, .last_modified = "Sun, 06 Nov 1994 08:49:37 GMT"}); }
    const auto make = [&] {
        return std::make_unique<HttpByteSource>(MediaAddress{rig.server.url("/a")}, rig.client(), kClock);
    };
    for (int round = 0; round < 3; ++round) {
        check_byte_source_contract(content, make);
        rig.cache().flush();
        rig.start_run();
    }
}

TEST_CASE("CachingHttpClient: a second viewing asks once, and gets nothing but a yes", "[net][cache]") {
    const std::string content = test_bytes(1'000'000);
    CachingRig rig;
    rig.server.add("/a", tagged(content));
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{}).bytes == content);
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{500'000, {}}).bytes == content.substr(500'000));
    CHECK(rig.server.count("/a") == 1);

    rig.start_run();
    const CachedAnswer again = rig.get("/a", CacheUse::Media, ByteRange{});
    CHECK(again.bytes == content);
    CHECK(again.head.status == 206);
    CHECK(again.head.total_size == std::ssize(content));
    CHECK(again.head.etag == "\"v1\"");
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{700'000, 700'099}).bytes == content.substr(700'000, 100));
    const auto requests = rig.server.requests("/a");
    REQUIRE(requests.size() == 2);
    CHECK(requests[1].header("If-None-Match") == "\"v1\"");
}

TEST_CASE("CachingHttpClient: what is missing is asked for from the missing byte, with If-Range", "[net][cache]") {
    const std::string content = test_bytes(2'000'000);
    CachingRig rig;
    rig.server.add("/a", tagged(content));
    rig.get("/a", CacheUse::Media, ByteRange{0, kExtent - 1});
    rig.get("/a", CacheUse::Media, ByteRange{3 * kExtent, 4 * kExtent - 1});
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{}).bytes == content);
    const auto requests = rig.server.requests("/a");
    REQUIRE(requests.size() == 4);
    CHECK(requests[2].range == "bytes=262144-786431");
    CHECK(requests[2].header("If-Range") == "\"v1\"");
    CHECK(requests[3].range == "bytes=1048576-");
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{}).bytes == content);
    CHECK(rig.server.count("/a") == 4);
}

TEST_CASE("CachingHttpClient: a missing beginning is asked for once, which also says whether the rest is current",
          "[net][cache]") {
    const std::string content = test_bytes(1'000'000);
    CachingRig rig;
    rig.server.add("/a", tagged(content));
    rig.get("/a", CacheUse::Media, ByteRange{kExtent, {}});
    rig.start_run();
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{}).bytes == content);
    const auto requests = rig.server.requests("/a");
    REQUIRE(requests.size() == 2);
    CHECK(requests[1].range == "bytes=0-262143");
}

TEST_CASE("CachingHttpClient: a cut answer leaves its bytes, and the next one begins behind them", "[net][cache]") {
    const std::string content = test_bytes(1'000'000);
    CachingRig rig;
    HttpRoute cut = tagged(content);
    cut.close_after = 600'000;
    rig.server.add_sequence("/a", {cut, tagged(content)});
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{}).error->kind == ErrorKind::Io);
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{}).bytes == content);
    CHECK(rig.server.requests("/a").at(1).range == "bytes=600000-");
}

TEST_CASE("CachingHttpClient: a resource that changed is taken anew, never mixed", "[net][cache]") {
    const std::string content = test_bytes(1'000'000), other = std::string(1'000'000, 'x');
    HttpRoute changed{.body = other, .etag = "\"v2\""};
    std::int64_t start = 0;
    CachingRig rig;
    rig.server.add("/a", tagged(content));
    SECTION("all of it was there") { rig.get("/a"); }
    SECTION("its beginning was there") { rig.get("/a", CacheUse::Media, ByteRange{0, 300'000}); }
    SECTION("its end was there") { rig.get("/a", CacheUse::Media, ByteRange{300'000, {}}); }
    SECTION("its end was there, and a middle is asked for") {
        rig.get("/a", CacheUse::Media, ByteRange{300'000, {}});
        start = 100'000;
    }
    SECTION("and it has no ranges any more") {
        rig.get("/a", CacheUse::Media, ByteRange{300'000, {}});
        changed.ranges = false;
    }
    rig.start_run();
    rig.server.add("/a", changed);
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{start, {}}).bytes == other.substr(static_cast<std::size_t>(start)));
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{}).bytes == other);
}

TEST_CASE("CachingHttpClient: a change under way is Corrupted, and the next attempt gets the new file",
          "[net][cache]") {
    const std::string content = test_bytes(1'000'000), other = std::string(1'000'000, 'x');
    CachingRig rig;
    rig.server.add("/a", with(tagged(content), "max-age=1000"));
    rig.get("/a", CacheUse::Media, ByteRange{0, 300'000});
    rig.server.add("/a", {.body = other, .etag = "\"v2\""});
    const CachedAnswer mixed = rig.get("/a", CacheUse::Media, ByteRange{});
    CHECK(content.starts_with(mixed.bytes));
    CHECK(mixed.error->kind == ErrorKind::Corrupted);
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{}).bytes == other);
}

TEST_CASE("CachingHttpClient: whole answers without ranges or length are kept when they came to their end",
          "[net][cache]") {
    const std::string content = test_bytes(700'000);
    HttpRoute route = tagged(content);
    route.ranges = false;
    CachingRig rig;
    SECTION("of known length") {}
    SECTION("in chunks") { route.chunked = true; }
    HttpRoute cut = route;
    cut.close_after = 300'000;
    rig.server.add_sequence("/a", {cut, route});
    CHECK(rig.get("/a").error);
    CHECK(rig.get("/a").bytes == content);
    rig.start_run();
    CHECK(rig.get("/a").bytes == content);
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{100, {}}).bytes == content);
    CHECK(rig.server.count("/a") == 3);
    CHECK(rig.server.requests("/a").at(2).header("If-None-Match") == "\"v1\"");
}

TEST_CASE("CachingHttpClient: a damaged extent is fetched again", "[net][cache]") {
    const std::string content = test_bytes(1'000'000);
    CachingRig rig;
    rig.server.add("/a", with(tagged(content), "max-age=1000"));
    rig.get("/a");
    const auto key = make_cache_key(rig.server.url("/a"), "plain\n");
    const auto found = rig.cache().find(key);
    REQUIRE(found);
    REQUIRE(found->extents.size() == 4);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(rig.folder())) {
        const std::string name = entry.path().filename().string();
        if (name.find("-262144-") == std::string::npos) continue;
        std::string text = file_text(entry.path());
        text[5000] = static_cast<char>(text[5000] + 1);
        write_text(entry.path(), text);
    }
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{}).bytes == content);
    CHECK(rig.server.requests("/a").at(1).range == "bytes=262144-524287");
    CHECK(rig.get("/a", CacheUse::Media, ByteRange{}).bytes == content);
    CHECK(rig.server.count("/a") == 2);
}

TEST_CASE("CachingHttpClient: abort wakes a reader behind the cached bytes and hangs up", "[net][cache]") {
    const std::string content = test_bytes(1'000'000);
    CachingRig rig;
    HttpRoute stalling = with(tagged(content), "max-age=1000");
    stalling.stall_after = 1000;
    rig.server.add_sequence("/a", {with(tagged(content), "max-age=1000"), stalling});
    rig.get("/a", CacheUse::Media, ByteRange{0, kExtent - 1});
    HttpRequest request;
    request.url = rig.server.url("/a");
    request.cache = CacheUse::Media;
    request.range = ByteRange{};
    const auto stream = rig.client().open(request);
    auto reader = std::async(std::launch::async, [&] {
        std::string buffer(30'000, '\0');
        std::string all;
        for (;;) {
            const auto count = stream->read(std::as_writable_bytes(std::span(buffer)));
            if (!count) return std::pair(all, count.error().kind);
            all.append(buffer, 0, *count);
        }
    });
    REQUIRE(rig.server.wait_for_stalled());
    stream->abort();
    const auto [bytes, kind] = reader.get();
    CHECK(content.starts_with(bytes));
    CHECK(kind == ErrorKind::Aborted);
    CHECK(rig.server.wait_for_open_connections(0));
    CHECK(stream->head().error().kind == ErrorKind::Aborted);
}

TEST_CASE("CachingHttpClient: many readers of one resource at once get the right bytes", "[net][cache]") {
    const std::string content = test_bytes(1'500'000);
    CachingRig rig;
    rig.server.add("/a", tagged(content));
    std::vector<std::future<bool>> readers;
    for (std::size_t i = 0; i < 8; ++i) {
        readers.push_back(std::async(std::launch::async, [&, i] {
            HttpByteSource source({rig.server.url("/a")}, rig.client(), kClock);
            const std::size_t start = i * 150'000;
            return source.seek(static_cast<std::int64_t>(start)) && read_all(source).bytes == content.substr(start);
        }));
    }
    for (auto& reader : readers) CHECK(reader.get());
    rig.cache().flush();
    CHECK(rig.get("/a").bytes == content);
}
