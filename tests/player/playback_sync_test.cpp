// Sound against pictures, on the clip that flashes and beeps at every full second.
#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "player/pipeline/audio_ring.h"
#include "player/pipeline/hardware_device.h"
#include "player/source/progressive_source.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/player/hls_server.h"
#include "tests/player/playback_harness.h"
#include "tests/player/scripted_source.h"
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
    /// Plays what is there until it runs dry, later than `played`, and stands still for a second and a half. Says
    /// where.
    MediaTime until_dry(MediaTime played) {
        until(played);
        for (int i = 0; i < 1000 && session_.snapshot().state == SessionState::Ready; ++i) {
            REQUIRE(harness_.wait_until([&] { return session_.decoded(); }));
            step_regardless();
        }
        REQUIRE(session_.snapshot().state == SessionState::Buffering);
        const MediaTime dry = session_.snapshot().position;
        CHECK(dry >= played);
        for (int i = 0; i < 150; ++i) step_regardless();
        CHECK(session_.snapshot().position == dry);
        return dry;
    }
    /// 10 ms in which nothing is waited for: what is not there yet is missing.
    void step_regardless() {
        const std::size_t before = harness_.sound.size();
        harness_.sound.resize(before + 960);
        harness_.mixer.render(std::span(harness_.sound).subspan(before), Microseconds{0});
        harness_.clock.advance(10ms);
        session_.picture(harness_.clock.now());
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

/// Another rung for every segment.
class AlternatingScheduler final : public SegmentScheduler {
 public:
    Result<SegmentGrant> request(const SegmentRequest& request, std::stop_token) override {
        return SegmentGrant{static_cast<std::size_t>(request.segment + 1) % request.rungs.size()};
    }
    void finished(const SegmentTransfer&) override {}
};

/// The ladder that flashes and beeps in the middle of every second.
struct LadderHarness : PlaybackHarness {
    LadderHarness() {
        hls.add_rung("flash_low");
        hls.add_rung("flash_high");
        hls.add_text("/master.m3u8",
                     "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=48x80\nflash_low.m3u8\n"
                     "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160\nflash_high.m3u8\n");
        context.open_source = [this](const MediaItem&) {
            HlsOptions options;
            options.scheduler = &scheduler;
            return hls.source(path, options);
        };
    }
    AlternatingScheduler scheduler;
    std::string path = "/master.m3u8";
    HlsServer hls;
};

/// Every picture takes `cost` of the clock that the test moves, as on a machine that is too slow.
class SlowDevice final : public HardwareDevice {
 public:
    SlowDevice(const ManualClock& clock, MediaTime cost) : clock_(clock), cost_(cost) {}
    std::string name() const override { return "slow"; }
    const AVCodec* decoder() const override { return avcodec_find_decoder(AV_CODEC_ID_H264); }
    void attach(AVCodecContext&) override {}
    bool made(const AVFrame&) const override { return true; }
    Result<AvFramePtr> to_system_memory(AvFramePtr frame) override {
        std::unique_lock lock(mutex_);
        done_at_ = std::max(done_at_, clock_.now()) + cost_;
        at_work_ = true;
        moved_.wait(lock, [&] { return over_ || clock_.now() >= done_at_; });
        at_work_ = false;
        return frame;
    }

    void clock_moved() {
        const std::lock_guard lock(mutex_);
        moved_.notify_all();
    }
    void finish() {
        const std::lock_guard lock(mutex_);
        over_ = true;
        moved_.notify_all();
    }
    /// Nothing will come of it before the clock moves.
    bool at_work() const {
        const std::lock_guard lock(mutex_);
        return at_work_ && clock_.now() < done_at_;
    }

 private:
    const ManualClock& clock_;
    const MediaTime cost_;
    mutable std::mutex mutex_;
    // guarded by mutex_
    std::condition_variable moved_;
    Microseconds done_at_{0};
    bool at_work_ = false, over_ = false;
};

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
    // What was about to be heard when the speed was chosen keeps the one before: it is not the first beep that counts.
    for (std::size_t i = 2; i < 6; ++i)
        CHECK(beeps[i] - beeps[1] == Approx(static_cast<double>(i - 1) / rate).margin(0.04));
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

TEST_CASE("Sync: through changes of rung", "[player][sound][hls]") {
    LadderHarness harness;
    PlaybackSession session(harness.context, {});
    Watcher watcher(harness, session);
    session.play();
    REQUIRE(harness.wait_ready(session));
    std::vector<int> widths;
    while (session.snapshot().state != SessionState::Ended) {
        watcher.step();
        const int width = session.preview()->width;
        if (widths.empty() || widths.back() != width) widths.push_back(width);
    }
    // Two segments of the six seconds come from another rung than the one before them.
    CHECK(widths == std::vector<int>{96, 48, 96});
    CHECK(session.snapshot().frames_shown == 180);
    CHECK(watcher.beeps().size() == 6);
    check_in_step(watcher, 6);
}

TEST_CASE("Sync: through a network that stops and comes back", "[player][sound][hls]") {
    LadderHarness harness;
    // How many packets of the second segment come, and what can be played with them.
    const auto [packets, played] = GENERATE(table<std::size_t, MediaTime>({{0, 1800ms}, {80, 2800ms}, {140, 3550ms}}));
    HttpRoute route;
    route.body = hls_fixture("flash_low1.ts");
    route.stall_after = packets * 188;
    CAPTURE(packets);
    harness.hls.server.add("/flash_low1.ts", route);
    PlaybackSession session(harness.context, {});
    Watcher watcher(harness, session);
    session.play();
    REQUIRE(harness.wait_ready(session));
    REQUIRE(harness.hls.server.wait_for_stalled());
    CHECK(watcher.until_dry(played) < 4s);
    harness.hls.server.release();
    REQUIRE(harness.wait_until([&] { return session.snapshot().state == SessionState::Ready; }));
    watcher.until(6s);
    CHECK(watcher.beeps().size() == 6);
    check_in_step(watcher, 6);
}

TEST_CASE("Sync: through changes of rung with the sound beside them, which stops and comes back",
          "[player][sound][hls]") {
    LadderHarness harness;
    for (const char* segment : {"beep0.aac", "beep1.aac", "beep2.aac"}) harness.hls.add_file(segment);
    harness.hls.add_text("/beep.m3u8", media_playlist({"beep0.aac", "beep1.aac", "beep2.aac"}));
    harness.hls.add_text("/master.m3u8",
                         "#EXTM3U\n"
                         "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"English\",DEFAULT=YES,URI=\"beep.m3u8\"\n"
                         "#EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=48x80,AUDIO=\"a\"\nflash_low.m3u8\n"
                         "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160,AUDIO=\"a\"\nflash_high.m3u8\n");
    // How much of the sound of the second segment comes; the third beep lies 0.5 s into its two.
    const double share = GENERATE(1.0, 0.6, 0.30, 0.28, 0.26, 0.24, 0.22, 0.20, 0.1);
    const double rate = share < 1 ? GENERATE(1.0, 0.5) : 1.0;
    CAPTURE(share, rate);
    const bool stops = share < 1;
    if (stops) {
        HttpRoute route;
        route.body = hls_fixture("beep1.aac");
        route.stall_after = static_cast<std::size_t>(static_cast<double>(route.body.size()) * share);
        harness.hls.server.add("/beep1.aac", route);
    }
    PlaybackSession session(harness.context, {});
    Watcher watcher(harness, session);
    session.set_rate(rate);
    session.play();
    REQUIRE(harness.wait_ready(session));
    if (stops) {
        REQUIRE(harness.hls.server.wait_for_stalled());
        CHECK(watcher.until_dry(1500ms) < 4s);
        harness.hls.server.release();
        REQUIRE(harness.wait_until([&] { return session.snapshot().state == SessionState::Ready; }));
    }
    watcher.until(5900ms);
    CHECK(watcher.beeps().size() == 6);
    check_in_step(watcher, 6);
}

TEST_CASE("Sync: through a file whose bytes stop and come again, at other speeds too", "[player][sound]") {
    const auto [rate, share] = GENERATE(table<double, double>({{1.0, 0.3}, {1.0, 0.75}, {1.5, 0.5}, {0.5, 0.5}}));
    CAPTURE(rate, share);
    const std::string bytes =
        hls_fixture("flash_low0.ts") + hls_fixture("flash_low1.ts") + hls_fixture("flash_low2.ts");
    const auto script = std::make_shared<Script>();
    script->misbehave_after(static_cast<std::int64_t>(static_cast<double>(bytes.size()) * share), Misbehaviour::Stall);
    PlaybackHarness harness;
    harness.context.open_source = [&](const MediaItem&) {
        return std::make_unique<ProgressiveSource>([&]() -> Result<std::unique_ptr<ByteSource>> {
            return std::make_unique<ScriptedByteSource>(bytes, script, false);
        });
    };
    PlaybackSession session(harness.context, {});
    Watcher watcher(harness, session);
    session.set_rate(rate);
    session.play();
    REQUIRE(harness.wait_ready(session));
    CHECK(watcher.until_dry(std::chrono::duration_cast<MediaTime>(std::chrono::duration<double>(6 * share - 0.8))) <
          6s);
    script->behave();
    REQUIRE(harness.wait_until([&] { return session.snapshot().state == SessionState::Ready; }));
    watcher.until(5900ms);
    CHECK(watcher.beeps().size() == 6);
    check_in_step(watcher, 6);
}

TEST_CASE("Sync: through seeks to other rungs while nothing comes", "[player][sound][hls]") {
    LadderHarness harness;
    HttpRoute route;
    route.body = hls_fixture("flash_low1.ts");
    route.stall_after = 40 * 188;
    harness.hls.server.add("/flash_low1.ts", route);
    PlaybackSession session(harness.context, {});
    Watcher watcher(harness, session);
    session.play();
    REQUIRE(harness.wait_ready(session));
    REQUIRE(harness.hls.server.wait_for_stalled());
    watcher.until_dry(1800ms);
    // Into the segment before, into the one behind what does not come, and back to where it stood still.
    for (const MediaTime target : {200ms, 4200ms}) {
        session.seek(target, SeekMode::Exact);
        REQUIRE(harness.wait_ready(session));
        watcher.until(target + 700ms);
    }
    harness.hls.add_file("flash_low1.ts");
    session.seek(2200ms, SeekMode::Exact);
    REQUIRE(harness.wait_ready(session));
    watcher.until(6s);
    check_in_step(watcher, 7);
}

TEST_CASE("Sync: where decoding is too slow sound goes on unbroken, and pictures are left out",
          "[player][sound][hls]") {
    // 24 seconds, of which the reader may hold twelve: without room for sound it would break.
    const MediaTime cost = GENERATE(45ms, 150ms, 400ms);
    CAPTURE(cost.count());
    PlaybackHarness harness;
    HlsServer hls;
    hls.add_rung("high");
    std::vector<std::string> lines;
    for (int part = 0; part < 4; ++part) {
        if (part > 0) lines.push_back("#EXT-X-DISCONTINUITY");
        for (const char* segment : {"high0.ts", "high1.ts", "high2.ts"}) lines.push_back(segment);
    }
    hls.add_text("/long.m3u8", media_playlist(lines));
    harness.context.open_source = [&](const MediaItem&) { return hls.source("/long.m3u8"); };
    const auto device = std::make_shared<SlowDevice>(harness.clock, cost);
    harness.context.open_device = [&](int) -> Result<std::shared_ptr<HardwareDevice>> { return device; };
    {
        PlaybackSession session(harness.context, {});
        Watcher watcher(harness, session);
        session.play();
        const auto settled = [&] { return device->at_work() || session.settled(); };
        const auto sounding = [&] {
            return session.audio()->available() >= kAudioRingReady || session.audio()->finished();
        };
        double furthest = 0;
        std::string note;
        for (int i = 0; i < 4000 && session.snapshot().state != SessionState::Ended; ++i) {
            REQUIRE(harness.wait_until(settled));
            REQUIRE(session.snapshot().state != SessionState::Buffering);
            if (session.snapshot().state == SessionState::Ready) REQUIRE(harness.wait_until(sounding));
            watcher.step_regardless();
            device->clock_moved();
            if (note.empty()) note = session.snapshot().video_decoder_note;
            const auto picture = session.preview();
            if (picture) furthest = std::max(furthest, to_seconds(session.snapshot().position - picture->time));
        }
        const auto snapshot = session.snapshot();
        CHECK(snapshot.state == SessionState::Ended);
        CHECK(snapshot.position >= 23900ms);
        CHECK(snapshot.frames_dropped > 100);
        CHECK(snapshot.frames_shown > 20);
        CHECK(snapshot.frames_skipped > 100);
        CHECK_THAT(note, Catch::StartsWith("too slow"));
        // A keyframe comes every two seconds, and may be left out for the next one.
        CHECK(furthest < 5);
        const auto heard = channel(harness.sound);
        const auto begin =
            std::find_if(heard.begin(), heard.end(), [](float value) { return std::abs(value) > 0.05F; });
        const double from = static_cast<double>(begin - heard.begin()) / kAudioSampleRate;
        CHECK(longest_quiet(between(heard, from, from + 23.5)) < 0.03);
        device->finish();
    }
}
