#include "app/feed/feed_loader.h"

#include <future>

#include "tests/app/support/clip_feed.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"

using namespace cliffhanger;
using namespace cliffhanger::test;

namespace {

constexpr std::chrono::seconds kPatience{20};

struct Loading {
    FakeHttpClient http;
    SystemClock clock;
    std::promise<void> woken;
    FeedLoader loader{http, clock, [this] { woken.set_value(); }};
};

FakeHttpAnswer never() {
    FakeHttpAnswer answer;
    answer.hangs = true;
    return answer;
}

}  // namespace

TEST_CASE("FeedLoader: gives the result once, and wakes when it is there", "[app][feed]") {
    const ClipFeed feed(numbered_episodes(2));
    Loading loading;
    CHECK_FALSE(loading.loader.loading());
    CHECK_FALSE(loading.loader.take());
    loading.loader.start(feed.path());
    REQUIRE(loading.woken.get_future().wait_for(kPatience) == std::future_status::ready);
    // A result that nobody has taken is not there for anybody yet.
    CHECK(loading.loader.loading());
    const auto result = loading.loader.take();
    CHECK_FALSE(loading.loader.loading());
    REQUIRE(result);
    REQUIRE(result->has_value());
    CHECK((*result)->catalog.series.at(0).episodes.size() == 2);
    CHECK_FALSE(loading.loader.take());
}

TEST_CASE("FeedLoader: can be waited for", "[app][feed]") {
    const ClipFeed feed(numbered_episodes(1));
    Loading loading;
    loading.loader.start(feed.path());
    REQUIRE(loading.loader.wait_for(kPatience));
    CHECK(loading.loader.take()->has_value());
    CHECK_FALSE(loading.loader.wait_for(Microseconds{0}));
}

TEST_CASE("FeedLoader: a source that cannot be read is a result too", "[app][feed]") {
    Loading loading;
    loading.loader.start("/there/is/no/such/feed.json");
    REQUIRE(loading.loader.wait_for(kPatience));
    const auto result = loading.loader.take();
    REQUIRE(result);
    REQUIRE_FALSE(result->has_value());
    CHECK(result->error().kind == ErrorKind::NotFound);
}

TEST_CASE("FeedLoader: a new start replaces a load that gets no answer", "[app][feed]") {
    const ClipFeed feed(numbered_episodes(1));
    Loading loading;
    loading.http.script("http://host.test/feed", {never()});
    loading.loader.start("http://host.test/feed");
    CHECK(loading.loader.loading());
    loading.loader.start(feed.path());
    REQUIRE(loading.loader.wait_for(kPatience));
    CHECK(loading.loader.take()->has_value());
}

TEST_CASE("FeedLoader: ends while it gets no answer", "[app][feed]") {
    FakeHttpClient http;
    http.script("http://host.test/feed", {never()});
    const SystemClock clock;
    bool woken = false;
    {
        FeedLoader loader(http, clock, [&woken] { woken = true; });
        loader.start("http://host.test/feed");
        CHECK(loader.loading());
    }
    CHECK_FALSE(woken);
}
