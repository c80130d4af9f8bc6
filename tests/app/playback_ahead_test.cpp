#include <fstream>
#include <iterator>

#include "net/cache/caching_http_client.h"
#include "net/cache/segment_cache.h"
#include "tests/app/support/clip_feed.h"
#include "tests/app/support/host_rig.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

std::string clip_url(int number) { return "http://host.test/e" + std::to_string(number) + ".mp4"; }

FakeHttpAnswer clip_answer() {
    std::ifstream file(fixture_path("numbered.mp4"), std::ios::binary);
    FakeHttpAnswer answer;
    answer.body = {std::istreambuf_iterator<char>(file), {}};
    answer.etag = "\"1\"";
    return answer;
}

ClipFeed clips_over_http(int count) {
    ClipSeries series{"s", {}};
    for (int number = 1; number <= count; ++number)
        series.episodes.push_back({.id = "e" + std::to_string(number), .clip = clip_url(number)});
    return ClipFeed({series});
}

std::size_t requests_for(const FakeHttpClient& http, const std::string& url) {
    const auto all = http.requests();
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [&](const HttpRequest& request) { return request.url == url; }));
}

/// Those that ask for its first byte, and not only for what comes later.
std::size_t beginnings_of(const FakeHttpClient& http, const std::string& url) {
    const auto all = http.requests();
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const HttpRequest& request) {
        return request.url == url && (!request.range || request.range->first == 0);
    }));
}

}  // namespace

TEST_CASE("PlaybackHost: the page after the next one is read ahead, and a second swipe finds it in the cache",
          "[app][playback]") {
    const ClipFeed feed = clips_over_http(4);
    const TemporaryFolder folder;
    FakeHttpClient network;
    for (int number = 1; number <= 4; ++number) network.script(clip_url(number), {clip_answer()});
    SegmentCache cache({folder.path().string(), 64 << 20});
    CachingHttpClient keeping(network, cache);
    HostRig rig(feed.path(), keeping);
    REQUIRE(rig.wait_settled());
    REQUIRE(rig.wait_until([&] { return rig.host.read_ahead_idle() && requests_for(network, clip_url(3)) > 0; }));
    CHECK(rig.host.live_sessions() == 2);
    CHECK(requests_for(network, clip_url(4)) == 0);
    cache.flush();
    rig.swipe_to(1);
    rig.swipe_to(2);
    CHECK(rig.current().has_first_frame);
    CHECK(beginnings_of(network, clip_url(3)) == 1);
}

TEST_CASE("PlaybackHost: without a cache nothing is read ahead", "[app][playback]") {
    const ClipFeed feed = clips_over_http(3);
    HostRig rig(feed.path());
    for (int number = 1; number <= 3; ++number) rig.http.script(clip_url(number), {clip_answer()});
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.read_ahead_idle());
    CHECK(requests_for(rig.http, clip_url(2)) > 0);
    CHECK(requests_for(rig.http, clip_url(3)) == 0);
}

TEST_CASE("PlaybackHost: a page that failed for want of a network is tried again when it is swiped to",
          "[app][playback]") {
    const ClipFeed feed({{"s", {{.id = "e1"}, {.id = "e2", .clip = clip_url(2)}}}});
    HostRig rig(feed.path());
    FakeHttpAnswer gone;
    gone.fails = ErrorKind::Unreachable;
    rig.http.script(clip_url(2), {gone});
    REQUIRE(rig.wait_settled());
    REQUIRE(rig.wait_until([&] { return rig.host.snapshot(1) && rig.snapshot(1).state == SessionState::Failed; }));
    rig.http.script(clip_url(2), {clip_answer()});
    rig.swipe_to(1);
    REQUIRE(rig.wait_until([&] { return rig.current().state == SessionState::Ready; }));
}
