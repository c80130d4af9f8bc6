#include <filesystem>
#include <future>

#include "net/cache/caching_http_client.h"
#include "net/curl_http_client.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"
#include "tests/support/http_test_server.h"

using namespace cliffhanger;
using namespace cliffhanger::test;

namespace {

std::ptrdiff_t entries_of(const char* folder) {
    const std::filesystem::directory_iterator entries(folder);
    return std::distance(begin(entries), end(entries));
}

}  // namespace

TEST_CASE("CachingHttpClient: five hundred opens, reads and aborts leak neither descriptor nor thread",
          "[net][cache]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    server.add("/a", {.body = test_bytes(600'000), .etag = "\"1\""});
    server.add("/silent", {.never_answer = true});
    const auto descriptors = entries_of("/proc/self/fd"), threads = entries_of("/proc/self/task");
    {
        const auto network = make_curl_http_client();
        SegmentCache cache({folder.path(), 1 << 20});
        CachingHttpClient client(*network, cache);
        std::vector<std::future<void>> workers;
        for (int worker = 0; worker < 4; ++worker) {
            workers.push_back(std::async(std::launch::async, [&, worker] {
                for (int i = 0; i < 125; ++i) {
                    HttpRequest request;
                    request.url = server.url(i % 5 == 0 ? "/silent" : "/a");
                    request.cache = CacheUse::Media;
                    request.range = ByteRange{i * 4'000, std::nullopt};
                    const auto stream = client.open(std::move(request));
                    std::vector<std::byte> bytes(100'000);
                    if (i % 5 != 0) static_cast<void>(stream->read(bytes));
                    if ((i + worker) % 2 == 0) stream->abort();
                }
            }));
        }
        for (auto& worker : workers) worker.get();
    }
    REQUIRE(server.wait_for_open_connections(0));
    CHECK(entries_of("/proc/self/fd") == descriptors);
    CHECK(entries_of("/proc/self/task") == threads);
}
