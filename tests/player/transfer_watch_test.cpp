// Segments that come slowly: when they are left, and for what.
#include "player/policy/transfer_watch.h"

#include "player/policy/load_control.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

using Advice = TransferWatch::Advice;

constexpr std::int64_t kSegment = 1'000'000;  // four seconds at 2 Mbit/s

TransferWatch::Segment segment(std::optional<std::int64_t> lowest, std::optional<double> usual) {
    return {kSegment, 4s, lowest, usual};
}

/// After so much of steady bytes in pieces of 100 ms, or before it, when something was said.
struct Said {
    Advice advice = Advice::GoOn;
    Microseconds after{0};
};

Said steady(TransferWatch& watch, double bytes_per_second, MediaTime ahead, Microseconds length = 3s) {
    Said said;
    for (Microseconds now{0}; now < length && said.advice == Advice::GoOn; now += 100ms) {
        said.after = now;
        const MediaTime come{static_cast<MediaTime::rep>(bytes_per_second * to_seconds(now) / kSegment * 4e6)};
        const MediaTime left = std::max(MediaTime{0}, ahead + come - now);
        said.advice = watch.received(static_cast<std::int64_t>(bytes_per_second / 10), 100ms, left);
    }
    return said;
}

}  // namespace

TEST_CASE("TransferWatch: a segment that will be there in time is waited for", "[policy]") {
    TransferWatch fast(segment(100'000, 1'000'000.0)), tight(segment(100'000, 1'000'000.0));
    CHECK(steady(fast, 500'000, 0s).advice == Advice::GoOn);
    // Five seconds for what plays for four, and two seconds are there.
    CHECK(steady(tight, 200'000, 2s).advice == Advice::GoOn);
}

TEST_CASE("TransferWatch: one that drips is left for the lowest rung within a second", "[policy]") {
    const auto usual = GENERATE(std::optional<double>(), std::optional<double>(1e6), std::optional<double>(4e3));
    TransferWatch watch(segment(100'000, usual));
    const Said said = steady(watch, 2'000, 3s);
    CHECK(said.advice == Advice::LowestRung);
    CHECK(said.after <= 900ms);
    CHECK(watch.slower_than_network() == (usual != 4e3));
}

TEST_CASE("TransferWatch: what the lowest rung would not bring sooner is read on", "[policy]") {
    // Half of it is there when the line breaks down.
    TransferWatch watch(segment(600'000, std::nullopt));
    CHECK(watch.received(500'000, 100ms, 2s) == Advice::GoOn);
    CHECK(steady(watch, 20'000, 2s).advice == Advice::GoOn);
}

TEST_CASE("TransferWatch: without a lower rung another connection is tried once, where the network is faster",
          "[policy]") {
    TransferWatch alone(segment(std::nullopt, 1e6)), slow(segment(std::nullopt, 10'000.0));
    CHECK(steady(alone, 2'000, 3s).advice == Advice::Reconnect);
    CHECK(steady(alone, 2'000, 3s).advice == Advice::GoOn);
    CHECK(steady(slow, 5'000, 3s).advice == Advice::GoOn);
}

TEST_CASE("TransferWatch: the round trip before the first byte is no evidence", "[policy]") {
    TransferWatch watch(segment(100'000, 1e6));
    CHECK(watch.received(1'000, 1500ms, 1s) == Advice::GoOn);
    CHECK(steady(watch, 500'000, 1s).advice == Advice::GoOn);
}

TEST_CASE("LoadControl: who saves data holds little", "[policy]") {
    LoadLevel level;
    level.video = {true, 100, 1000, 6s};
    level.has_played = true;
    CHECK(LoadControl::should_load(level));
    level.saves_data = true;
    CHECK_FALSE(LoadControl::should_load(level));
    level.video.ahead = 3s;
    CHECK(LoadControl::should_load(level));
}

TEST_CASE("LoadControl: the less there is to play, the shorter the patience", "[policy]") {
    const auto with = [](MediaTime ahead) {
        LoadLevel level;
        level.video = {true, 5, 1000, ahead};
        level.audio = {true, 5, 1000, 12s};
        return LoadControl::patience(level);
    };
    CHECK(with(0s) == 2500ms);
    CHECK(with(2s) == 2500ms);
    CHECK(with(6s) == 3500ms);
    CHECK(with(12s) == 8s);
    CHECK(LoadControl::patience({}) == 2500ms);
}
