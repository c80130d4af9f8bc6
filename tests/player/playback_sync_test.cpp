// Sound against pictures, on the clip that flashes and beeps at every full second.
#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/net/catalog/temporary_folder.h"
#include "tests/player/playback_harness.h"
#include "tests/support/catch.h"
#include "tests/support/sound_measure.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

bool white(const VideoFrame& picture) {
    return picture.planes[0][static_cast<std::ptrdiff_t>(picture.height / 2) * picture.strides[0] + 8] > 128;
}

/// Plays a session and writes down when flashes are first shown, in seconds of the clock, which are those of the sound.
class Watcher {
 public:
    Watcher(PlaybackHarness& harness, PlaybackSession& session) : harness_(harness), session_(session) {
        harness_.mixer.set_audible(session_.audio());
    }

    void look() {
        const auto picture = session_.preview();
        const bool is_white = picture && white(*picture);
        if (is_white && !was_white_) flashes.push_back(to_seconds(harness_.clock.now()));
        was_white_ = is_white;
    }
    void step() {
        harness_.step(session_);
        look();
    }
    void steps(int count) {
        for (int i = 0; i < count; ++i) step();
    }
    void until(MediaTime position) {
        const auto over = [&] {
            const auto snapshot = session_.snapshot();
            return snapshot.position >= position || snapshot.state == SessionState::Ended;
        };
        for (int i = 0; i < 3000 && !over(); ++i) step();
        REQUIRE(over());
    }

    std::vector<double> beeps() const {
        std::vector<double> found;
        double quiet_since = -1;
        for (std::size_t i = 0; i < harness_.sound.size(); i += 2) {
            const double at = static_cast<double>(i / 2) / kAudioSampleRate;
            if (std::abs(harness_.sound[i]) < 0.1F) continue;
            if (at - quiet_since > 0.2) found.push_back(at);
            quiet_since = at;
        }
        return found;
    }
    /// How far each flash is from the beep that is closest, in seconds.
    std::vector<double> offsets() const {
        const auto heard = beeps();
        std::vector<double> found;
        for (const double flash : flashes) {
            double closest = 10;
            for (const double beep : heard) closest = std::min(closest, std::abs(flash - beep));
            found.push_back(closest);
        }
        return found;
    }

    std::vector<double> flashes;

 private:
    PlaybackHarness& harness_;
    PlaybackSession& session_;
    bool was_white_ = false;
};

double p95(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(std::ceil(static_cast<double>(values.size() - 1) * 0.95))];
}

void check_in_step(const Watcher& watcher, std::size_t flashes) {
    const auto offsets = watcher.offsets();
    CAPTURE(watcher.flashes, watcher.beeps(), offsets);
    REQUIRE(offsets.size() >= flashes);
    CHECK(p95(offsets) <= 0.020);
}

}  // namespace

TEST_CASE("Sync: flashes and beeps come together at every speed", "[player][sound]") {
    const double rate = GENERATE(1.0, 1.5, 0.75, 0.5, 2.0, 3.0);
    CAPTURE(rate);
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("flash_beep.mp4"));
    Watcher watcher(harness, session);
    session.set_rate(rate);
    session.play();
    REQUIRE(harness.wait_ready(session));
    watcher.until(6s);
    const auto beeps = watcher.beeps();
    // Where pictures are as short as the steps of the test, one may be passed over, and it may be a flash.
    const bool fast = rate >= 2;
    REQUIRE(watcher.flashes.size() >= (fast ? 5 : 6));
    REQUIRE(beeps.size() == 6);
    // The clip's seconds are the clock's, at its speed; the steps of the test are 10 ms.
    for (std::size_t i = 1; i < 6; ++i)
        CHECK(beeps[i] - beeps[0] == Approx(static_cast<double>(i) / rate).margin(0.04));
    check_in_step(watcher, 5);
    CHECK(session.snapshot().frames_dropped <= (fast ? 3 : 0));
    CHECK(std::abs(session.snapshot().av_offset_ms.value_or(1000)) <= 20);
}

TEST_CASE("Sync: through pauses and seeks", "[player][sound]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("flash_beep.mp4"));
    Watcher watcher(harness, session);
    session.play();
    REQUIRE(harness.wait_ready(session));
    watcher.until(1500ms);
    session.pause();
    watcher.steps(70);
    session.play();
    watcher.until(2600ms);
    for (const MediaTime target : {700ms, 4400ms, 1800ms}) {
        session.seek(target, SeekMode::Exact);
        REQUIRE(harness.wait_ready(session));
        watcher.until(target + 500ms);
    }
    watcher.until(6s);
    check_in_step(watcher, 8);
}

TEST_CASE("Sync: through changes of speed", "[player][sound]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("flash_beep.mp4"));
    Watcher watcher(harness, session);
    session.play();
    REQUIRE(harness.wait_ready(session));
    for (const auto& [until, rate] : std::vector<std::pair<MediaTime, double>>{
             {700ms, 2.0}, {1500ms, 1.0}, {2300ms, 0.5}, {2800ms, 1.5}, {4600ms, 1.0}, {6s, 1.0}}) {
        watcher.until(until);
        session.set_rate(rate);
    }
    check_in_step(watcher, 6);
}

TEST_CASE("Sync: through a change to a dub", "[player][sound]") {
    const TemporaryFolder folder;
    std::vector<float> dub;
    for (int second = 0; second < 6; ++second) {
        const auto beep = tone(1500, 0.05, 0.8F);
        dub.insert(dub.end(), beep.begin(), beep.end());
        dub.resize(static_cast<std::size_t>(second + 1) * 96000);
    }
    const std::string file = (folder.path() / "dub.wav").string();
    write_wav(file, dub);
    PlaybackHarness harness;
    MediaItem item = harness.item("flash_beep.mp4");
    item.dubs = {{{file, {}, Priority::Playback}, "de", "", false}};
    PlaybackSession session(harness.context, item);
    Watcher watcher(harness, session);
    session.play();
    REQUIRE(harness.wait_ready(session));
    watcher.until(1600ms);
    session.select_audio(1);
    REQUIRE(harness.wait_until([&] { return session.settled(); }));
    watcher.until(4300ms);
    CHECK(session.snapshot().audio_track == 1);
    session.select_audio(0);
    REQUIRE(harness.wait_until([&] { return session.settled(); }));
    watcher.until(6s);
    check_in_step(watcher, 6);
}
