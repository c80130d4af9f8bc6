// How loud something is, and the gain that makes it as loud as everything else.
#include "player/loudness_scanner.h"
#include "player/pipeline/loudness_meter.h"
#include "player/policy/loudness_policy.h"
#include "player/source/open_media_source.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/player/playback_harness.h"
#include "tests/support/catch.h"
#include "tests/support/sound_measure.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

LoudnessReading reading(double lufs, double peak, MediaTime measured = 60s) { return {lufs, peak, measured}; }

}  // namespace

TEST_CASE("LoudnessMeter: a tone of 1 kHz on both sides is as loud as its peak", "[player][sound]") {
    LoudnessMeter meter;
    const auto samples = tone(997, 5, 0.1F);
    for (std::size_t at = 0; at + 9600 <= samples.size(); at += 9600)
        meter.add(std::span(samples).subspan(at, 9600), MediaTime{static_cast<std::int64_t>(at / 2) * 1000000 / 48000});
    const auto found = meter.reading();
    REQUIRE(found);
    CHECK(found->lufs == Approx(-20).margin(0.2));
    CHECK(found->true_peak_dbtp == Approx(-20).margin(0.2));
    CHECK(found->measured >= 4800ms);
}

TEST_CASE("LoudnessMeter: what is heard again after a seek counts once, and silence is no loudness",
          "[player][sound]") {
    LoudnessMeter meter;
    meter.add(std::vector<float>(96000), 0s);
    meter.conclude();
    CHECK_FALSE(meter.reading().has_value());
    meter.add(tone(997, 2, 0.1F), 1s);
    meter.add(tone(997, 2, 0.9F), 1s);
    meter.conclude();
    REQUIRE(meter.reading());
    CHECK(meter.reading()->true_peak_dbtp < -19);
    meter.restart();
    CHECK_FALSE(meter.reading().has_value());
}

TEST_CASE("LoudnessPolicy: to -16 LUFS, as far as true peaks leave room", "[player][sound]") {
    const auto gain = [](double lufs, double peak) {
        return LoudnessPolicy::choose({.whole = reading(lufs, peak)}).db;
    };
    CHECK(gain(-6, -0.1) == Approx(-10));
    CHECK(gain(-16, -3) == Approx(0));
    CHECK(gain(-30, -20) == Approx(14));
    CHECK(gain(-30, -5) == Approx(4));
    CHECK(gain(-16, 0.5) == Approx(-1.5));
    CHECK(gain(-60, -50) == Approx(20));
}

TEST_CASE("LoudnessPolicy: what is known best decides, and a peak that was heard of holds for all", "[player][sound]") {
    const LoudnessReading whole = reading(-20, -10), stated = reading(-24, -12), so_far = reading(-18, -3, 10s);
    CHECK(LoudnessPolicy::choose({whole, stated, std::nullopt, -30}).db == Approx(4));
    CHECK(LoudnessPolicy::choose({std::nullopt, stated, std::nullopt, -30}).db == Approx(8));
    CHECK(LoudnessPolicy::choose({std::nullopt, stated, so_far, -30}).db == Approx(2));
    CHECK(LoudnessPolicy::choose({std::nullopt, std::nullopt, so_far, -30}).db == Approx(2));
    CHECK(LoudnessPolicy::choose({std::nullopt, std::nullopt, reading(-18, -12, 1s), -10}).db == Approx(-6));
    CHECK(LoudnessPolicy::choose({std::nullopt, std::nullopt, std::nullopt, -30}).db == Approx(0));
    CHECK(LoudnessPolicy::choose({}) == LoudnessGain{0, 0});
}

TEST_CASE("LoudnessScanner: a file is measured whole, once", "[player][sound]") {
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "tone.wav").string();
    write_wav(file, tone(997, 4, 0.1F));
    PlaybackHarness harness;
    LoudnessScanner scanner(harness.no_http, harness.clock, [&] { harness.woken(); });
    scanner.request("a", {file, {}, Priority::Playback}, 0);
    scanner.request("a", {file, {}, Priority::Playback}, 0);
    scanner.request("gone", {file + ".gone", {}, Priority::Playback}, 0);
    scanner.request("a second language", {file, {}, Priority::Playback}, 1);
    std::vector<LoudnessScanner::Found> found;
    REQUIRE(harness.wait_until([&] {
        for (auto& one : scanner.take()) found.push_back(std::move(one));
        return !scanner.busy();
    }));
    REQUIRE(found.size() == 1);
    CHECK(found[0].key == "a");
    CHECK(found[0].reading.lufs == Approx(-20).margin(0.2));
    CHECK(found[0].reading.measured == MediaTime(4s));
}
