// What is heard, from the clip to the file sink: whole runs on the clock that the script moves.
#include <cmath>

#include "app/application.h"
#include "net/curl_http_client.h"
#include "tests/app/support/clip_feed.h"
#include "tests/app/support/heard.h"
#include "tests/support/catch.h"
#include "tests/support/sound_measure.h"

using namespace cliffhanger;
using namespace cliffhanger::test;

namespace {

constexpr double kTone = 440;  // of the numbered clips

/// The amplitude of the fixture's tone, from a stretch where nothing happens.
float bend_of_tone(std::span<const float> samples) { return largest_bend(between(samples, 0.5, 0.9)); }

}  // namespace

TEST_CASE("Sound: a clip is heard from its first to its last sample without a gap", "[app][sound]") {
    const auto samples = channel(heard(fixture_path("numbered.mp4"), quit(3000)));
    REQUIRE(samples.size() > 2.9 * 48000);
    const auto steady = between(samples, 0.3, 2.9);
    CHECK(fundamental(steady) == Approx(kTone).epsilon(0.001));
    CHECK(longest_quiet(steady) < 0.002);
    CHECK(largest_bend(steady) < 1.5 * bend_of_tone(samples));
}

TEST_CASE("Sound: a swipe cross-fades without a click", "[app][sound]") {
    const ClipFeed feed(numbered_episodes(3));
    const auto interleaved = heard(feed.path(), key(1000, "Down") + key(2500, "Down") + quit(4000));
    const auto samples = channel(interleaved);
    CHECK(longest_quiet(between(samples, 0.3, 3.9)) < 0.020);
    CHECK(largest_bend(between(samples, 0.3, 3.9)) < 2 * bend_of_tone(samples));
}

TEST_CASE("Sound: the pitch stays within half a percent at every speed", "[app][sound]") {
    // ] makes it faster, [ slower, one notch of the options sheet's list each.
    const auto [keys, name] =
        GENERATE(table<int, std::string>({{-2, "0.5"}, {-1, "0.75"}, {1, "1.25"}, {2, "1.5"}, {3, "2"}, {4, "3"}}));
    CAPTURE(name);
    std::string script;
    for (int i = 0; i < std::abs(keys); ++i) script += key(10 + i, keys > 0 ? "]" : "[");
    script += quit(1900);
    const auto samples = channel(heard(fixture_path("numbered.mp4"), script));
    const auto steady = between(samples, 0.5, 1.8);
    CHECK(fundamental(steady) == Approx(kTone).epsilon(0.005));
    CHECK(longest_quiet(steady) < 0.005);
}

TEST_CASE("Sound: holding for twice the speed clicks neither at its beginning nor at its end", "[app][sound]") {
    const auto samples = channel(
        heard(fixture_path("numbered.mp4"), key(1000, R"(\\)", "down") + key(2000, R"(\\)", "up") + quit(3000)));
    const auto steady = between(samples, 0.3, 2.9);
    CHECK(fundamental(steady) == Approx(kTone).epsilon(0.005));
    CHECK(longest_quiet(steady) < 0.005);
    CHECK(largest_bend(steady) < 2 * bend_of_tone(samples));
}

TEST_CASE("Sound: a sink that cannot be written ends the run as wrong usage", "[app][sound]") {
    ManualClock clock;
    const auto http = make_curl_http_client({});
    PlayOptions options;
    options.window.headless = true;
    options.manual_clock = true;
    options.audio_sink = "/no/such/folder/heard.wav";
    Application application(options, *http, clock, &clock, fixture_path("numbered.mp4"));
    CHECK(application.run() == kExitUsage);
}
