// The pipeline's parts by themselves.
#include <array>
#include <cmath>
#include <thread>

#include "player/audio_output.h"
#include "player/pipeline/audio_ring.h"
#include "player/pipeline/frame_picker.h"
#include "player/pipeline/frame_queue.h"
#include "player/pipeline/media_clock.h"
#include "player/pipeline/packet_queue.h"
#include "player/pipeline/stream_choice.h"
#include "player/pipeline/tempo_filter.h"
#include "player/policy/load_control.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

VideoFramePtr frame_at(MediaTime time) {
    auto frame = std::make_shared<VideoFrame>();
    frame->time = time;
    return frame;
}

Packet packet_at(MediaTime time, MediaTime duration) {
    Packet packet;
    packet.time = time;
    packet.duration = duration;
    return packet;
}

std::vector<float> constant(std::size_t frames, float value) { return std::vector<float>(frames * 2, value); }

}  // namespace

TEST_CASE("FramePicker: the newest picture within half a refresh is due, those before it are passed over", "[player]") {
    const std::array<MediaTime, 4> times = {0us, 33333us, 66667us, 100000us};
    CHECK(count_due(times, 0us, 1) == 1);
    CHECK(count_due(times, 25000us, 1) == 2);
    CHECK(count_due(times, 24999us, 1) == 1);
    CHECK(count_due(times, 90000us, 1) == 3);
    CHECK(count_due(times, 1s, 1) == 4);
    CHECK(count_due(times, 16700us, 2) == 2);
    CHECK(count_due({}, 1s, 1) == 0);
}

TEST_CASE("MediaClock: runs at its rate and stands while stopped", "[player]") {
    MediaClock clock;
    clock.set(5s, 100s);
    CHECK(clock.position(200s) == 5s);
    clock.start(200s);
    CHECK(clock.position(201s) == 6s);
    clock.set_rate(2, 201s);
    CHECK(clock.position(202s) == 8s);
    CHECK(clock.when(10s, 202s) == 203s);
    clock.stop(202s);
    CHECK(clock.position(210s) == 8s);
}

TEST_CASE("MediaClock: works small differences off, jumps over large ones, and never goes back", "[player]") {
    MediaClock clock;
    clock.set(0s, 0s);
    clock.start(0s);
    clock.follow(110ms, 100ms);
    CHECK(clock.position(100ms) > 100ms);
    CHECK(clock.position(100ms) < 110ms);
    clock.follow(900ms, 200ms);
    CHECK(clock.position(200ms) == 900ms);
    clock.follow(500ms, 300ms);
    CHECK(clock.position(300ms) >= 900ms);
}

TEST_CASE("LoadControl: a neighbour holds little, and a starving stream is fed past the other's limit", "[player]") {
    LoadLevel level;
    level.video = {true, 30, 100000, 800ms};
    level.audio = {true, 30, 10000, 800ms};
    CHECK_FALSE(LoadControl::should_load(level));
    level.has_played = true;
    CHECK(LoadControl::should_load(level));
    level.video.ahead = level.audio.ahead = 13s;
    CHECK_FALSE(LoadControl::should_load(level));
    level.audio = {true, 0, 0, 0us};
    CHECK(LoadControl::should_load(level));
    level.video.bytes = LoadControl::kBytesPlaying;
    CHECK_FALSE(LoadControl::should_load(level));
    level = {};
    CHECK_FALSE(LoadControl::should_load(level));
}

TEST_CASE("LoadControl: goes on after running dry when both streams have enough", "[player]") {
    LoadLevel level;
    level.video = {true, 30, 100000, 800ms};
    level.audio = {true, 3, 1000, 100ms};
    CHECK_FALSE(LoadControl::should_resume(level));
    level.audio.active = false;
    CHECK(LoadControl::should_resume(level));
}

TEST_CASE("PacketQueue: a new generation drops the old one and what still comes of it", "[player]") {
    int taken = 0;
    PacketQueue queue([&] { ++taken; });
    queue.begin(1);
    queue.push({1, SeekMarker{}});
    queue.push({1, packet_at(0s, 40ms)});
    CHECK(queue.level().active);
    CHECK(queue.level().packets == 1);
    queue.begin(2);
    queue.push({1, packet_at(40ms, 40ms)});
    queue.push({2, SeekMarker{3s, nullptr}});
    queue.push({2, packet_at(3s, 40ms)});
    queue.push({2, packet_at(3040ms, 40ms)});
    CHECK(queue.level().ahead == 80ms);
    CHECK(queue.read_until() == MediaTime{3080ms});
    const auto marker = queue.pop();
    REQUIRE(marker);
    CHECK(marker->serial == 2);
    CHECK(std::get<SeekMarker>(marker->content).target == 3s);
    queue.push({2, EndMarker{}});
    CHECK_FALSE(queue.level().active);
    CHECK(std::holds_alternative<Packet>(queue.pop()->content));
    CHECK(taken == 2);
}

TEST_CASE("PacketQueue: abort wakes a blocked consumer", "[player]") {
    PacketQueue queue([] {});
    std::jthread consumer([&] { CHECK_FALSE(queue.pop().has_value()); });
    queue.abort();
}

TEST_CASE("FrameQueue: a full queue blocks its producer until there is room or a new generation", "[player]") {
    FrameQueue queue(1);
    queue.begin(1);
    CHECK(queue.push({FrameRole::Regular, frame_at(0s)}, 1) == PushResult::QueuedFirst);
    PushResult second{}, third{};
    {
        std::jthread producer([&] { second = queue.push({FrameRole::Regular, frame_at(1s)}, 1); });
        queue.pop();
    }
    CHECK(second == PushResult::QueuedFirst);
    {
        std::jthread producer([&] { third = queue.push({FrameRole::Regular, frame_at(2s)}, 1); });
        queue.begin(2);
    }
    CHECK(third == PushResult::Refused);
    CHECK_FALSE(queue.front().has_value());
}

TEST_CASE("FrameQueue: a producer that has not looked yet whether there is room does not make it full", "[player]") {
    const auto large = [](int height) {
        auto picture = std::make_shared<VideoFrame>();
        picture->width = 3840;
        picture->height = height;
        return QueuedFrame{FrameRole::Regular, picture};
    };
    FrameQueue queue(4);
    for (std::uint32_t serial = 1; serial <= 20; ++serial) {
        queue.begin(serial);
        queue.push(large(3 * 2160), serial);
        const std::jthread producer([&] { queue.push(large(2 * 2160), serial); });
        while (!queue.full()) std::this_thread::yield();
        queue.pop();
        CHECK_FALSE(queue.full());
    }
}

TEST_CASE("PacketQueue: knows whether its consumer has done everything", "[player]") {
    PacketQueue queue([] {});
    queue.begin(1);
    CHECK_FALSE(queue.consumer_waits());
    std::jthread consumer([&] {
        while (queue.pop()) {
        }
    });
    while (!queue.consumer_waits()) std::this_thread::yield();
    queue.abort();
}

TEST_CASE("FrameQueue: tells the times up to the end mark", "[player]") {
    FrameQueue queue(8);
    queue.begin(1);
    queue.push({FrameRole::Regular, frame_at(1s)}, 1);
    queue.push({FrameRole::Regular, frame_at(2s)}, 1);
    queue.push({FrameRole::End, nullptr}, 1);
    CHECK(queue.upcoming() == std::vector<MediaTime>{1s, 2s});
}

TEST_CASE("AudioRing: says what is heard when, and takes no time that it has not played", "[player]") {
    AudioRing ring;
    ring.expect(1);
    ring.restart(1, 10s, 1.0);
    CHECK(ring.write(constant(960, 0.5F)) == 960);
    ring.set_playing(true);
    std::vector<float> out(480 * 2);
    ring.render(out, 1s);
    auto timing = ring.timing();
    REQUIRE(timing);
    CHECK(timing->media == 10s);
    CHECK(timing->audible(1005ms) == 10005ms);
    CHECK(timing->audible(2s) == 10010ms);
    CHECK_FALSE(timing->dry);
    ring.render(out, 1010ms);
    ring.render(out, 1020ms);
    CHECK(ring.timing()->dry);
    CHECK(ring.timing()->media_end == 10020ms);
}

TEST_CASE("AudioRing: another generation is silent and does not move the time", "[player]") {
    AudioRing ring;
    ring.expect(1);
    ring.restart(1, 0s, 1.0);
    ring.write(constant(960, 0.5F));
    ring.set_playing(true);
    ring.expect(2);
    std::vector<float> out(480 * 2, 1.0F);
    ring.render(out, 1s);
    CHECK(out.back() == 0.0F);
    CHECK_FALSE(ring.timing().has_value());
    CHECK(ring.available() == 0);
}

TEST_CASE("AudioRing: a pause fades out what would have come, and resumes where it began", "[player]") {
    AudioRing ring;
    ring.expect(1);
    ring.restart(1, 0s, 1.0);
    ring.write(constant(AudioRing::kCapacity, 0.5F));
    ring.set_playing(true);
    std::vector<float> out(4800 * 2);
    ring.render(out, 0s);
    CHECK(out.back() == Approx(0.5F));
    const MediaTime paused = ring.front_time();
    ring.set_playing(false);
    ring.render(out, 100ms);
    CHECK(out[0] > 0.45F);
    CHECK(out[1440 * 2] == Approx(0.5F * std::sin(3.14159265F / 4)).margin(0.01));
    CHECK(out[3000 * 2] == Approx(0.0F).margin(1e-4));
    CHECK(ring.front_time() == paused);
}

TEST_CASE("AudioRing: no sample is further from the one before than the wave itself, whatever happens", "[player]") {
    AudioRing ring;
    ring.expect(1);
    ring.restart(1, 0s, 1.0);
    ring.write(constant(4800, 0.8F));
    ring.set_playing(true);
    std::vector<float> heard(960 * 2), next(960 * 2);
    ring.render(heard, 0s);
    ring.restart(1, 5s, 1.0);
    ring.write(constant(480, -0.8F));
    ring.render(next, 20ms);
    heard.insert(heard.end(), next.begin(), next.end());
    for (std::size_t i = 2; i < heard.size(); ++i) CHECK(std::abs(heard[i] - heard[i - 2]) < 0.05F);
}

TEST_CASE("AudioRing: sound that nobody heard can be let go of", "[player]") {
    AudioRing ring;
    ring.expect(1);
    ring.restart(1, 2s, 1.0);
    ring.write(constant(4800, 0.5F));
    ring.discard_until(2050ms);
    CHECK(ring.available() == 2400);
    CHECK(ring.front_time() == 2050ms);
    ring.discard_until(9s);
    CHECK(ring.available() == 0);
    ring.finish();
    CHECK(ring.drained());
}

TEST_CASE("AudioRing: a producer that waits for room is woken by hearing, and by interrupt()", "[player]") {
    AudioRing ring;
    ring.expect(1);
    ring.restart(1, 0s, 1.0);
    ring.write(constant(AudioRing::kCapacity, 0.1F));
    ring.set_playing(true);
    {
        std::jthread producer([&] { CHECK(ring.wait_for_room()); });
        std::vector<float> out(2048 * 2);
        ring.render(out, 0s);
    }
    ring.write(constant(AudioRing::kCapacity, 0.1F));
    std::jthread producer([&] { CHECK_FALSE(ring.wait_for_room()); });
    ring.interrupt();
}

TEST_CASE("AudioMixer: the hand-over keeps its power", "[player]") {
    ManualClock clock;
    AudioMixer mixer(clock);
    const auto playing_ring = [](float value) {
        auto ring = std::make_shared<AudioRing>();
        ring->expect(1);
        ring->restart(1, 0s, 1.0);
        ring->write(constant(AudioRing::kCapacity, value));
        ring->set_playing(true);
        return ring;
    };
    const auto first = playing_ring(0.25F), second = playing_ring(0.5F);
    std::vector<float> out(2400 * 2);
    mixer.set_audible(first);
    mixer.render(out, 0us);
    CHECK(out.back() == Approx(0.25F));
    mixer.set_audible(second);
    CHECK(second->attached());
    CHECK_FALSE(first->attached());
    out.resize(2880 * 2);
    mixer.render(out, 0us);
    // Half-way of 120 ms both are at the square root of one half.
    CHECK(out.back() == Approx((0.25F + 0.5F) * std::sqrt(0.5F)).margin(0.005));
    mixer.render(out, 0us);
    CHECK(out.back() == Approx(0.5F).margin(0.001));
    mixer.set_volume(0.5F, false);
    mixer.render(out, 0us);
    CHECK(out.back() == Approx(0.25F).margin(0.001));
    mixer.set_volume(0.5F, true);
    out.resize(1200 * 2);
    mixer.render(out, 0us);
    CHECK(out.back() == 0.0F);
}

TEST_CASE("AudioMixer: two that are fully loud and alike cross within range without being cut off", "[player]") {
    ManualClock clock;
    AudioMixer mixer(clock);
    const auto full_tone = [](std::size_t frame) {
        return static_cast<float>(std::sin(2 * 3.14159265358979 * 480 * static_cast<double>(frame) / 48000));
    };
    const auto playing_ring = [&] {
        auto ring = std::make_shared<AudioRing>();
        ring->expect(1);
        ring->restart(1, 0s, 1.0);
        std::vector<float> samples;
        for (std::size_t i = 0; i < AudioRing::kCapacity; ++i) samples.insert(samples.end(), 2, full_tone(i));
        ring->write(samples);
        ring->set_playing(true);
        return ring;
    };
    constexpr std::size_t kBefore = 2400, kFade = 5760;  // whole periods: the two are in step
    std::vector<float> before(kBefore * 2), fade(kFade * 2), after(kBefore * 2);
    const auto first = playing_ring(), second = playing_ring();
    mixer.set_audible(first);
    mixer.render(before, 0us);
    mixer.set_audible(second);
    mixer.render(fade, 0us);
    mixer.render(after, 0us);
    std::size_t stuck = 0, longest_stuck = 0;
    float loudest = 0, steepest = 0;
    for (std::size_t i = 1; i < kFade; ++i) {
        loudest = std::max(loudest, std::abs(fade[2 * i]));
        stuck = std::abs(fade[2 * i]) == 1.0F ? stuck + 1 : 0;
        longest_stuck = std::max(longest_stuck, stuck);
        steepest = std::max(steepest, std::abs(fade[2 * i] - fade[2 * i - 2]));
    }
    CHECK(loudest <= 1.0F);
    CHECK(loudest > 0.95F);
    CHECK(longest_stuck <= 1);
    // Twice the power of a tone is 1.41 of its slope.
    CHECK(steepest < 1.45F * std::abs(full_tone(1)));
    // Alone, each is given out as it is.
    for (const std::size_t i : {1025U, 2399U}) CHECK(before[2 * i] == full_tone(i));
    for (const std::size_t i : {25U, 2399U}) CHECK(after[2 * i] == full_tone(kFade + i));
}

TEST_CASE("TempoFilter: the length changes with the rate and the pitch does not", "[player]") {
    const double rate = GENERATE(0.5, 1.5, 2.0, 3.0);
    CAPTURE(rate);
    auto filter = TempoFilter::open(rate);
    REQUIRE(filter);
    std::vector<float> input;
    for (int i = 0; i < 96000; ++i) {
        const auto sample = static_cast<float>(std::sin(2 * 3.14159265 * 440 * i / 48000));
        input.insert(input.end(), {sample, sample});
    }
    (void)(*filter)->process(std::vector<float>(TempoFilter::kRunUp * 2));
    std::vector<float> output = (*filter)->process(input);
    const auto rest = (*filter)->finish();
    output.insert(output.end(), rest.begin(), rest.end());
    CHECK(static_cast<double>(output.size()) / 2 == Approx(96000 / rate).epsilon(0.03));
    int crossings = 0;
    for (std::size_t i = 2; i < output.size(); i += 2) crossings += output[i - 2] < 0 && output[i] >= 0 ? 1 : 0;
    CHECK(crossings / (static_cast<double>(output.size()) / 2 / 48000) == Approx(440).epsilon(0.03));
}

TEST_CASE("Streams: languages are compared whatever their spelling", "[player]") {
    CHECK(same_language("eng", "en"));
    CHECK(same_language("en-US", "eng"));
    CHECK(same_language("ger", "deu"));
    CHECK(same_language("zh-Hant", "chi"));
    CHECK_FALSE(same_language("en", "de"));
    CHECK_FALSE(same_language("", ""));
}

TEST_CASE("Streams: the preferred language wins over the default, and cover art over nothing only", "[player]") {
    MediaInfo info;
    const auto add = [&](StreamKind kind, const char* language, bool is_default, bool cover, int width) {
        StreamInfo stream;
        stream.index = static_cast<int>(info.streams.size());
        stream.kind = kind;
        stream.language = language;
        stream.is_default = is_default;
        stream.attached_picture = cover;
        stream.width = stream.height = width;
        stream.decodable = true;
        info.streams.push_back(stream);
    };
    CHECK(choose_video(info) == -1);
    CHECK(choose_audio(info, "en") == -1);
    add(StreamKind::Video, "", true, true, 3000);
    add(StreamKind::Audio, "eng", true, false, 0);
    add(StreamKind::Audio, "deu", false, false, 0);
    CHECK(choose_video(info) == 0);
    add(StreamKind::Video, "", false, false, 320);
    CHECK(choose_video(info) == 3);
    CHECK(choose_audio(info, "") == 1);
    CHECK(choose_audio(info, "de") == 2);
    info.streams[2].decodable = false;
    CHECK(choose_audio(info, "de") == 1);
}
