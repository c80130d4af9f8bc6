// What is left out when decoding is slower than playback.
#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "player/pipeline/decode_effort.h"
#include "player/pipeline/frame_queue.h"
#include "player/pipeline/hardware_device.h"
#include "player/pipeline/packet_queue.h"
#include "player/pipeline/playback_pace.h"
#include "player/pipeline/stream_choice.h"
#include "player/pipeline/video_worker.h"
#include "player/source/demuxer.h"
#include "tests/player/playback_harness.h"
#include "tests/player/scripted_source.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

/// Playback goes on by a fixed time with every picture that is decoded: a slow machine, without a clock.
class SlowDevice final : public HardwareDevice {
 public:
    SlowDevice(PlaybackPace& pace, MediaTime cost) : pace_(pace), cost_(cost) {}
    std::string name() const override { return "slow"; }
    const AVCodec* decoder() const override { return avcodec_find_decoder(AV_CODEC_ID_H264); }
    void attach(AVCodecContext&) override {}
    bool made(const AVFrame&) const override { return true; }
    Result<AvFramePtr> to_system_memory(AvFramePtr frame) override {
        position_ += cost_;
        pace_.set(position_);
        return frame;
    }

 private:
    PlaybackPace& pace_;
    const MediaTime cost_;
    MediaTime position_{0};
};

struct Played {
    std::vector<MediaTime> times;
    std::uint64_t skipped = 0;
};

Played play(MediaTime cost) {
    Demuxer demuxer(make_memory_byte_source(read_fixture("numbered.mp4")));
    const auto info = demuxer.open();
    REQUIRE(info);
    const int video = choose_video(*info);
    PacketQueue packets([] {});
    FrameQueue frames(1000);
    frames.release();
    PlaybackPace pace;
    packets.begin(1);
    frames.begin(1);
    packets.push(
        {1, SeekMarker{MediaTime{0}, std::make_shared<StreamInfo>(info->streams[static_cast<std::size_t>(video)])}});
    while (auto packet = demuxer.read()) {
        if (packet->stream == video) packets.push({1, std::move(*packet)});
    }
    packets.push({1, EndMarker{}});
    Played played;
    VideoWorkerSetup setup;
    setup.pace = &pace;
    setup.open_device = [&](int) -> Result<std::shared_ptr<HardwareDevice>> {
        return std::make_shared<SlowDevice>(pace, cost);
    };
    std::mutex mutex;
    std::condition_variable ready;
    bool any = false;
    VideoWorkerEvents events;
    events.picture_ready = [&] {
        const std::lock_guard lock(mutex);
        any = true;
        ready.notify_one();
    };
    events.unplayable = [](const Error&) {};
    VideoWorker worker(packets, frames, setup, events);
    for (bool ended = false; !ended;) {
        {
            std::unique_lock lock(mutex);
            REQUIRE(ready.wait_for(lock, 20s, [&] { return any; }));
            any = false;
        }
        while (const auto frame = frames.front()) {
            ended = frame->role == FrameRole::End;
            if (!ended) played.times.push_back(frame->picture->time);
            frames.pop();
        }
    }
    played.skipped = worker.report().skipped;
    packets.abort();
    frames.abort();
    return played;
}

}  // namespace

TEST_CASE("VideoWorker: a machine that keeps up decodes every picture", "[player]") {
    const Played played = play(20ms);
    CHECK(played.times.size() == 180);
    CHECK(played.skipped == 0);
}

TEST_CASE("VideoWorker: pictures that no other one needs go first", "[player]") {
    const Played played = play(50ms);
    CHECK(played.skipped > 20);
    CHECK(played.times.size() > 60);
    CHECK(played.times.size() + played.skipped <= 181);
    CHECK(std::is_sorted(played.times.begin(), played.times.end()));
}

TEST_CASE("VideoWorker: a machine that is far too slow shows keyframes in time", "[player]") {
    const Played played = play(150ms);
    CHECK(played.times.size() < 40);
    CHECK(played.skipped > 50);
    // Keyframes are two seconds apart; the last one is at four.
    CHECK(played.times.back() == 4s);
}

TEST_CASE("DecodeEffortControl: less at a time, and more only after a calm while", "[player]") {
    DecodeEffortControl control;
    MediaTime position{0};
    const auto run = [&](MediaTime late, MediaTime length) {
        for (const MediaTime end = position + length; position < end; position += 33ms)
            control.observe(position - late, position);
    };
    run(0ms, 5s);
    CHECK(control.effort() == DecodeEffort::Everything);
    run(60ms, 5s);
    CHECK(control.effort() == DecodeEffort::Everything);
    run(200ms, 300ms);
    CHECK(control.effort() == DecodeEffort::SkipUnreferenced);
    run(200ms, 300ms);
    CHECK(control.effort() == DecodeEffort::SkipLoopFilter);
    run(200ms, 300ms);
    CHECK(control.effort() == DecodeEffort::KeyframesOnly);
    run(200ms, 5s);
    CHECK(control.effort() == DecodeEffort::KeyframesOnly);
    run(0ms, 1s);
    CHECK(control.effort() == DecodeEffort::KeyframesOnly);
    run(0ms, 1500ms);
    CHECK(control.effort() == DecodeEffort::SkipLoopFilter);
    run(0ms, 5s);
    CHECK(control.effort() == DecodeEffort::Everything);
}

TEST_CASE("DecodeEffortControl: what was tried in vain is tried again later and later", "[player]") {
    DecodeEffortControl control;
    MediaTime position{0};
    std::vector<MediaTime> eased;
    // Late with everything decoded, in time without the unreferenced pictures.
    for (DecodeEffort before = control.effort(); position < 60s; position += 33ms) {
        control.observe(position - (before == DecodeEffort::Everything ? 200ms : 0ms), position);
        if (control.effort() < before) eased.push_back(position);
        before = control.effort();
    }
    REQUIRE(eased.size() >= 3);
    CHECK(eased.size() <= 6);
    CHECK(eased[2] - eased[1] > eased[1] - eased[0]);
}
