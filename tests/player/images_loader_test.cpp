#include <fstream>
#include <iterator>
#include <string>

#include "player/images/image_loader.h"
#include "tests/player/wake_counter.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"

namespace cliffhanger {
namespace {

std::string picture() {
    std::ifstream file(CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/images/halves.png", std::ios::binary);
    REQUIRE(file.is_open());
    return {std::istreambuf_iterator<char>(file), {}};
}

MediaAddress address(const std::string& name) { return {"http://a/" + name, {}}; }

TEST_CASE("ImageLoader: pictures arrive by wake-up, at artwork's priority, in each size that is asked for",
          "[images]") {
    test::FakeHttpClient http;
    http.script("http://a/poster.png", {{.body = picture()}});
    ManualClock clock;
    clock.advance(std::chrono::seconds(7));
    test::WakeCounter wakes;
    ImageLoader loader(http, clock, [&] { wakes.wake(); });
    CHECK(loader.get(address("poster.png"), 48) == nullptr);
    REQUIRE(wakes.wait_for(1));
    const ImagePtr small = loader.get(address("poster.png"), 48);
    REQUIRE(small);
    CHECK(small->height == 48);
    CHECK(small->ready_at == clock.now());
    CHECK(loader.get(address("poster.png"), 96) == nullptr);
    REQUIRE(wakes.wait_for(2));
    REQUIRE(loader.get(address("poster.png"), 96));
    CHECK(loader.get(address("poster.png"), 48) == small);
    for (const HttpRequest& request : http.requests()) CHECK(request.priority == Priority::Artwork);
}

TEST_CASE("ImageLoader: the least recently used pictures go when the budget is spent", "[images]") {
    test::FakeHttpClient http;
    for (const char* name : {"1", "2", "3"}) http.script(std::string("http://a/") + name, {{.body = picture()}});
    const SystemClock clock;
    test::WakeCounter wakes;
    constexpr std::size_t kTwoPictures = 2 * 64 * 96 * sizeof(std::uint32_t);
    ImageLoader loader(
        http, clock, [&] { wakes.wake(); }, kTwoPictures);
    int woken = 0;
    const auto load = [&](const char* name) {
        CHECK(loader.get(address(name), 1000) == nullptr);
        REQUIRE(wakes.wait_for(++woken));
        REQUIRE(loader.get(address(name), 1000));
    };
    load("1");
    load("2");
    REQUIRE(loader.get(address("1"), 1000));
    load("3");
    CHECK(loader.figures().decoded == 3);
    CHECK(loader.figures().peak_bytes == kTwoPictures);
    CHECK(loader.get(address("1"), 1000));
    CHECK(loader.get(address("2"), 1000) == nullptr);
}

TEST_CASE("ImageLoader: what is no picture fails once and is not asked for again", "[images]") {
    test::FakeHttpClient http;
    http.script("http://a/page", {{.body = "<html></html>"}});
    const SystemClock clock;
    test::WakeCounter wakes;
    ImageLoader loader(http, clock, [&] { wakes.wake(); });
    CHECK(loader.get(address("page"), 100) == nullptr);
    REQUIRE(wakes.wait_for(1));
    const std::size_t asked = http.requests().size();
    CHECK(loader.get(address("page"), 100) == nullptr);
    CHECK(http.requests().size() == asked);
}

TEST_CASE("ImageLoader: destruction does not wait for a server that never answers, nor for the queue", "[images]") {
    test::FakeHttpClient http;
    const SystemClock clock;
    ImageLoader loader(http, clock, [] {});
    for (int i = 0; i < 200; ++i) {
        const std::string name = std::to_string(i);
        http.script("http://a/" + name, {{.hangs = true}});
        CHECK(loader.get(address(name), 100) == nullptr);
    }
}

}  // namespace
}  // namespace cliffhanger
