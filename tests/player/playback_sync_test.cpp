// Sound against pictures, on the clip that flashes and beeps at every full second.
#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/player/playback_harness.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

bool white(const VideoFrame& picture) {
    return picture.planes[0][static_cast<std::ptrdiff_t>(picture.height / 2) * picture.strides[0] + 8] > 128;
}

/// When flashes were first shown and beeps first heard, in seconds of the clock.
struct Events {
    std::vector<double> flashes, beeps;
};

Events play(double rate) {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("flash_beep.mp4"));
    harness.mixer.set_audible(session.audio());
    session.set_rate(rate);
    session.play();
    REQUIRE(harness.wait_ready(session));
    Events events;
    bool was_white = false;
    REQUIRE(harness.play_until(session, [&] {
        const auto picture = session.preview();
        const bool is_white = picture && white(*picture);
        if (is_white && !was_white) events.flashes.push_back(to_seconds(harness.clock.now()));
        was_white = is_white;
        return session.snapshot().state == SessionState::Ended;
    }));
    double quiet_since = -1;
    for (std::size_t i = 0; i < harness.sound.size(); i += 2) {
        const double at = static_cast<double>(i / 2) / kAudioSampleRate;
        if (std::abs(harness.sound[i]) < 0.1F) continue;
        if (at - quiet_since > 0.2) events.beeps.push_back(at);
        quiet_since = at;
    }
    CHECK(session.snapshot().frames_dropped == 0);
    const auto offset = session.snapshot().av_offset_ms;
    REQUIRE(offset.has_value());
    CHECK(std::abs(*offset) <= 20);
    return events;
}

double p95(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(static_cast<double>(values.size() - 1) * 0.95)];
}

}  // namespace

TEST_CASE("Sync: flashes and beeps come together", "[player]") {
    const double rate = GENERATE(1.0, 1.5, 0.75);
    CAPTURE(rate);
    const Events events = play(rate);
    REQUIRE(events.flashes.size() == 6);
    REQUIRE(events.beeps.size() == 6);
    std::vector<double> offsets;
    for (std::size_t i = 0; i < 6; ++i) {
        offsets.push_back(std::abs(events.flashes[i] - events.beeps[i]));
        // The clip's seconds are the clock's, at its speed; the steps of the test are 10 ms.
        if (i > 0) CHECK(events.beeps[i] - events.beeps[0] == Approx(static_cast<double>(i) / rate).margin(0.04));
    }
    CAPTURE(offsets);
    CHECK(p95(offsets) <= (rate == 1.0 ? 0.020 : 0.040));
}
