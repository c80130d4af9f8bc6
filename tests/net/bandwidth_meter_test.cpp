#include "net/bandwidth_meter.h"

#include "net/cache/caching_http_client.h"
#include "net/curl_http_client.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"
#include "tests/support/http_test_server.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

BandwidthSample sample(std::int64_t bytes, Microseconds duration) { return {bytes, duration, 0us}; }

/// A second of this many bits.
BandwidthSample second_of(double bits) { return sample(static_cast<std::int64_t>(bits / 8), 1s); }

void read_to_end(HttpClient& client, const std::string& url) {
    HttpRequest request;
    request.url = url;
    request.cache = CacheUse::Media;
    const auto stream = client.open(std::move(request));
    std::vector<std::byte> buffer(64 * 1024);
    while (stream->read(buffer).value_or(0) > 0) {
    }
}

}  // namespace

TEST_CASE("BandwidthEstimator: says nothing before it knows", "[net]") {
    BandwidthEstimator estimator;
    CHECK_FALSE(estimator.estimate());
    estimator.add(sample(10'000, 10ms));
    CHECK_FALSE(estimator.estimate());
    estimator.add(sample(100'000, 100ms));
    CHECK(estimator.estimate().value() == Approx(8'000'000));
}

TEST_CASE("BandwidthEstimator: a drop is believed sooner than a rise", "[net]") {
    BandwidthEstimator falling, rising;
    for (int i = 0; i < 30; ++i) {
        falling.add(second_of(10e6));
        rising.add(second_of(1e6));
    }
    for (int i = 0; i < 3; ++i) {
        falling.add(second_of(1e6));
        rising.add(second_of(10e6));
    }
    CHECK(falling.estimate().value() == Approx(5.5e6).epsilon(0.01));
    CHECK(rising.estimate().value() < 4e6);
}

TEST_CASE("BandwidthEstimator: what is small and quick tells the delay, not the width, and does not count", "[net]") {
    BandwidthEstimator estimator;
    estimator.add(second_of(8e6));
    for (int i = 0; i < 100; ++i) estimator.add(sample(1'000, 50ms));
    CHECK(estimator.estimate().value() == Approx(8e6));
    estimator.add(sample(1'000, 5s));  // slow is not the same as small
    CHECK(estimator.estimate().value() < 4e6);
}

TEST_CASE("TransferMeter: transfers side by side are one sample of the line", "[net]") {
    TransferMeter meter;
    meter.began(0ms);
    meter.began(0ms);
    CHECK_FALSE(meter.received(50'000, 100ms));
    CHECK_FALSE(meter.received(50'000, 100ms));
    const auto first = meter.ended(100ms);
    REQUIRE(first);
    CHECK(first->bytes == 100'000);
    CHECK(first->duration == 100ms);
    CHECK(first->ended_at == 100ms);
    CHECK_FALSE(meter.received(40'000, 500ms));
    const auto last = meter.ended(500ms);
    REQUIRE(last);
    CHECK(last->bytes == 40'000);
    CHECK(last->duration == 400ms);
}

TEST_CASE("TransferMeter: silence between transfers does not count, silence within one does", "[net]") {
    TransferMeter meter;
    meter.began(0s);
    static_cast<void>(meter.received(20'000, 100ms));
    CHECK(meter.ended(100ms)->duration == 100ms);
    meter.began(60s);
    const auto late = meter.received(20'000, 63s);
    REQUIRE(late);
    CHECK(late->duration == 3s);
    CHECK_FALSE(meter.received(10, 63'100ms));
    CHECK_FALSE(meter.ended(63'100ms));
    CHECK_FALSE(meter.received(100'000, 70s));
}

TEST_CASE("BandwidthMeter: the last samples come oldest first, and no more than there are", "[net]") {
    BandwidthMeter meter;
    CHECK(meter.last_samples(5).empty());
    for (int i = 1; i <= 100; ++i) meter.add(sample(i, 1s));
    const auto last = meter.last_samples(3);
    REQUIRE(last.size() == 3);
    CHECK(last[0].bytes == 98);
    CHECK(last[2].bytes == 100);
}

TEST_CASE("BandwidthMeter: is fed by the network, and not by the cache", "[net][cache]") {
    const std::string content = test_bytes(400'000);
    HttpTestServer server;
    server.add("/a", {.body = content, .headers = {{"Cache-Control", "max-age=1000"}}});
    const TemporaryFolder folder;
    const auto meter = std::make_shared<BandwidthMeter>();
    const auto network = make_curl_http_client({.bandwidth = meter});
    SegmentCache cache({folder.path()});
    CachingHttpClient client(*network, cache);
    const auto bytes = [&] {
        std::int64_t sum = 0;
        for (const auto& each : meter->last_samples(100)) sum += each.bytes;
        return sum;
    };
    read_to_end(client, server.url("/a"));
    CHECK(bytes() == std::ssize(content));
    CHECK(meter->estimate());
    cache.flush();
    read_to_end(client, server.url("/a"));
    CHECK(server.count("/a") == 1);
    CHECK(bytes() == std::ssize(content));
}
