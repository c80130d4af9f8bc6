#include <string>

#include "player/subtitles/subtitle_loader.h"
#include "tests/player/wake_counter.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"

namespace cliffhanger {
namespace {

const std::string kVtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n";

TEST_CASE("SubtitleLoader: the document is there after the wake-up, and asked for only once", "[subtitles]") {
    test::FakeHttpClient http;
    http.script("http://a/en.vtt", {{.body = kVtt}});
    const SystemClock clock;
    test::WakeCounter wakes;
    SubtitleLoader loader(http, clock, [&] { wakes.wake(); });
    const MediaAddress address{"http://a/en.vtt", {}};
    CHECK(loader.get(address) == nullptr);
    REQUIRE(wakes.wait_for(1));
    const auto document = loader.get(address);
    REQUIRE(document);
    CHECK(document->cues.size() == 1);
    CHECK(loader.get(address) == document);
    CHECK_FALSE(loader.error(address));
    CHECK(http.requests().size() == 1);
}

TEST_CASE("SubtitleLoader: what failed is remembered with its reason, and not asked for again", "[subtitles]") {
    test::FakeHttpClient http;
    const SystemClock clock;
    test::WakeCounter wakes;
    SubtitleLoader loader(http, clock, [&] { wakes.wake(); });
    const MediaAddress missing{"http://a/missing.srt", {}};
    const MediaAddress prose{"http://a/prose.srt", {}};
    http.script(prose.url, {{.body = "no subtitles"}});
    CHECK(loader.get(missing) == nullptr);
    CHECK(loader.get(prose) == nullptr);
    REQUIRE(wakes.wait_for(2));
    const std::size_t asked = http.requests().size();
    CHECK(loader.get(missing) == nullptr);
    REQUIRE(loader.error(missing));
    CHECK(loader.error(missing)->kind == ErrorKind::NotFound);
    REQUIRE(loader.error(prose));
    CHECK(loader.error(prose)->kind == ErrorKind::Corrupted);
    CHECK(http.requests().size() == asked);
}

TEST_CASE("SubtitleLoader: what the network kept back is fetched once more when somebody tries again", "[subtitles]") {
    test::FakeHttpClient http;
    const MediaAddress address{"http://a/en.vtt", {}}, missing{"http://a/missing.vtt", {}};
    http.script(address.url, {{.fails = ErrorKind::Unreachable}});
    const SystemClock clock;
    test::WakeCounter wakes;
    SubtitleLoader loader(http, clock, [&] { wakes.wake(); });
    CHECK(loader.get(address) == nullptr);
    CHECK(loader.get(missing) == nullptr);
    REQUIRE(wakes.wait_for(2));
    http.script(address.url, {{.body = kVtt}});
    const std::size_t asked = http.requests().size();
    CHECK(loader.get(address) == nullptr);
    loader.try_again();
    CHECK_FALSE(loader.error(address));
    CHECK(loader.error(missing));
    CHECK(loader.get(address) == nullptr);
    CHECK(loader.get(missing) == nullptr);
    REQUIRE(wakes.wait_for(3));
    CHECK(loader.get(address) != nullptr);
    CHECK(http.requests().size() == asked + 1);
}

TEST_CASE("SubtitleLoader: destruction does not wait for a server that never answers", "[subtitles]") {
    test::FakeHttpClient http;
    http.script("http://a/slow.vtt", {{.hangs = true}});
    const SystemClock clock;
    SubtitleLoader loader(http, clock, [] {});
    CHECK(loader.get({"http://a/slow.vtt", {}}) == nullptr);
}

TEST_CASE("load_subtitles: a file that is too large is refused before all of it is here", "[subtitles]") {
    test::FakeHttpClient http;
    http.script("http://a/huge.srt", {{.body = std::string(kMaxSubtitleBytes + 1, 'x')}});
    const auto document = load_subtitles({"http://a/huge.srt", {}}, http, SystemClock(), {});
    REQUIRE_FALSE(document);
    CHECK(document.error().kind == ErrorKind::TooLarge);
}

}  // namespace
}  // namespace cliffhanger
