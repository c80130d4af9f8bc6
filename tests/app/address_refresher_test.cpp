#include "app/feed/address_refresher.h"

#include <future>

#include "net/curl_http_client.h"
#include "tests/app/support/clip_feed.h"
#include "tests/app/support/host_rig.h"
#include "tests/net/cache/cache_rig.h"
#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"
#include "tests/support/http_test_server.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

const std::stop_token kNeverStop;

/// The text of a feed of one episode at this address.
std::string feed_text(const std::string& url) {
    const ClipFeed feed({{"s", {{.id = "e1", .clip = url}}}});
    return file_text(feed.path());
}

RefreshAddress refresh_of(AddressRefresher& refresher) {
    return [&refresher](const std::string& refused, const std::stop_token& stop) {
        return refresher.refresh("s", "e1", refused, stop);
    };
}

}  // namespace

TEST_CASE("AddressRefresher: a signed address that expires under way costs one load of the catalog and no byte",
          "[app][feed]") {
    const std::string content = test_bytes(400'000);
    HttpTestServer server;
    server.add("/feed.json", {.body = feed_text(server.url("/e1?token=2"))});
    server.add_sequence("/e1", {{.body = content, .etag = "\"1\"", .close_after = 150'000},
                                {.status = 403},
                                {.body = content, .etag = "\"1\""}});
    const auto http = make_curl_http_client();
    const SystemClock clock;
    AddressRefresher refresher(server.url("/feed.json"), *http, clock);
    MediaAddress address{server.url("/e1?token=1")};
    address.refresh = refresh_of(refresher);
    const auto source = open_byte_source(address, *http, clock);
    REQUIRE(source);
    CHECK(read_all(**source).bytes == content);
    CHECK(server.count("/feed.json") == 1);
    const auto requests = server.requests("/e1");
    REQUIRE(requests.size() == 3);
    CHECK(requests[2].path == "/e1?token=2");
    CHECK(requests[2].range == "bytes=150000-");
}

TEST_CASE("AddressRefresher: a dub is found again by what the feed says of it", "[app][feed]") {
    FakeHttpClient http;
    const std::string feed = "http://host.test/feed.json";
    http.script(feed, {{.body = R"({"providerName":"T","lastUpdated":"2026-01-01T00:00:00Z","language":"en","series":[
        {"id":"s","title":"S","releaseDate":"2026-01-01","shortDescription":"S","episodes":[{"id":"e1","title":"E",
        "episodeNumber":1,"releaseDate":"2026-01-01","content":{"duration":6,"videos":[{"url":"http://host.test/v.mp4",
        "quality":"HD","videoType":"MP4"}],"audioTracks":[
        {"url":"http://host.test/es.m4a?token=2","language":"es","label":"Doblaje","type":"other"},
        {"url":"http://host.test/de.m4a?token=2","language":"de","label":"Deutsch","type":"other"}]}}]}]})"}});
    ManualClock clock;
    AddressRefresher refresher(feed, http, clock);
    AudioTrackInfo dub{"de", "Deutsch", "other", "http://host.test/de.m4a?token=1"};
    const auto fresh = refresher.refresh_dub("s", "e1", dub, kNeverStop);
    REQUIRE(fresh);
    CHECK(fresh->url == "http://host.test/de.m4a?token=2");
    dub.label = "another";
    CHECK_FALSE(refresher.refresh_dub("s", "e1", dub, kNeverStop));
}

TEST_CASE("AddressRefresher: many who ask at once share one load", "[app][feed]") {
    HttpTestServer server;
    server.add("/feed.json", {.body = feed_text("http://host.test/new.mp4"), .never_answer = true});
    const auto http = make_curl_http_client();
    const ManualClock clock;
    AddressRefresher refresher(server.url("/feed.json"), *http, clock);
    std::vector<std::future<Result<FreshAddress>>> waiting;
    for (int i = 0; i < 5; ++i) {
        waiting.push_back(std::async(
            std::launch::async, [&] { return refresher.refresh("s", "e1", "http://host.test/old.mp4", kNeverStop); }));
    }
    REQUIRE(server.wait_for_stalled());
    server.release();
    for (auto& each : waiting) CHECK(each.get().value().url == "http://host.test/new.mp4");
    CHECK(server.count("/feed.json") == 1);
}

TEST_CASE("AddressRefresher: a catalog that was loaded a while ago is loaded again", "[app][feed]") {
    FakeHttpClient http;
    const std::string feed = "http://host.test/feed.json";
    http.script(feed, {{.body = feed_text("http://host.test/2.mp4")}, {.body = feed_text("http://host.test/3.mp4")}});
    ManualClock clock;
    AddressRefresher refresher(feed, http, clock);
    CHECK(refresher.refresh("s", "e1", "http://host.test/1.mp4", kNeverStop)->url == "http://host.test/2.mp4");
    CHECK(refresher.refresh("s", "e1", "http://host.test/1.mp4", kNeverStop)->url == "http://host.test/2.mp4");
    CHECK(http.requests().size() == 1);
    clock.advance(AddressRefresher::kFreshEnough);
    CHECK(refresher.refresh("s", "e1", "http://host.test/1.mp4", kNeverStop)->url == "http://host.test/3.mp4");
}

TEST_CASE("AddressRefresher: what the catalog does not know better stays refused", "[app][feed]") {
    FakeHttpClient http;
    const std::string feed = "http://host.test/feed.json";
    http.script(feed, {{.body = feed_text("http://host.test/1.mp4")}});
    const ManualClock clock;
    AddressRefresher refresher(feed, http, clock);
    CHECK(refresher.refresh("s", "e1", "http://host.test/1.mp4", kNeverStop).error().kind == ErrorKind::Forbidden);
    CHECK(refresher.refresh("s", "none", "http://host.test/1.mp4", kNeverStop).error().kind == ErrorKind::Forbidden);
}

TEST_CASE("AddressRefresher: a stop ends the load, and the wait for somebody else's", "[app][feed]") {
    HttpTestServer server;
    server.add("/feed.json", {.never_answer = true});
    const auto http = make_curl_http_client();
    const ManualClock clock;
    AddressRefresher refresher(server.url("/feed.json"), *http, clock);
    std::stop_source stop;
    std::vector<std::future<bool>> waiting;
    for (int i = 0; i < 2; ++i)
        waiting.push_back(std::async(std::launch::async, [&] {
            return refresher.refresh("s", "e1", "http://host.test/1.mp4", stop.get_token()).has_value();
        }));
    REQUIRE(server.wait_for_stalled());
    stop.request_stop();
    for (auto& each : waiting) CHECK_FALSE(each.get());
}

TEST_CASE("PlaybackHost: an episode whose address has expired plays from the catalog's new one", "[app][playback]") {
    const std::string old_url = "http://host.test/old.mp4", new_url = "http://host.test/new.mp4";
    ClipFeed feed({{"s", {{.id = "e1", .clip = old_url}}}});
    HostRig rig(feed.path());
    const auto state = [&] { return rig.host.page_count() > 0 ? rig.host.snapshot(0) : std::nullopt; };
    REQUIRE(rig.wait_until([&] { return state() && state()->state == SessionState::Failed; }));
    rig.http.script(old_url, {{.status = 403}});
    rig.http.script(new_url, {{.body = file_text(fixture_path("silent.mp4"))}});
    feed.replace({{"s", {{.id = "e1", .clip = new_url}}}});
    rig.host.retry();
    REQUIRE(rig.wait_until([&] { return rig.current().state == SessionState::Ready; }));
    CHECK(rig.play_until([&] { return rig.current().position > 200ms; }));
}
