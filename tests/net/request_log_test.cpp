#include "net/request_log.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

TEST_CASE("RecordingHttpClient: what was asked and what came is written down, the newest first", "[net]") {
    test::FakeHttpClient network;
    network.script("http://a/one", {{.body = std::string(1000, 'x')}});
    network.script("http://a/two", {{.status = 404}});
    ManualClock clock;
    RequestLog log;
    RecordingHttpClient client(network, log, clock);
    HttpRequest first;
    first.url = "http://a/one";
    first.range = ByteRange{0, 999};
    {
        const auto stream = client.open(first);
        REQUIRE(stream->head());
        clock.advance(20ms);
        std::vector<std::byte> buffer(4096);
        while (const auto count = stream->read(buffer)) {
            if (*count == 0) break;
        }
    }
    HttpRequest second;
    second.url = "http://a/two";
    (void)client.open(second)->head();
    const auto entries = log.last(10);
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].url == "http://a/two");
    CHECK(entries[0].status == 404);
    CHECK(entries[1].bytes == 1000);
    CHECK(entries[1].range == "0-999");
    CHECK(entries[1].took == 20ms);
    CHECK(entries[1].ended);
    CHECK(log.count() == 2);
}

TEST_CASE("RequestLog: only the last few stay", "[net]") {
    RequestLog log;
    for (int i = 0; i < 100; ++i) log.ended(log.began({}, 0us), 1ms);
    CHECK(log.last(1000).size() == RequestLog::kKept);
    CHECK(log.last(1).front().number == 100);
    CHECK(log.count() == 100);
}
