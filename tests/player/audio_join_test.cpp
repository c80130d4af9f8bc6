#include <cmath>
#include <numbers>
#include <vector>

#include "player/audio_output.h"
#include "player/pipeline/audio_ring.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kHalf = 4801;  // no multiple of a block

float tone(std::size_t frame) {
    return 0.5F *
           static_cast<float>(std::sin(2 * std::numbers::pi * 440 * static_cast<double>(frame) / kAudioSampleRate));
}

std::shared_ptr<AudioRing> ring_of(std::size_t from, std::size_t frames) {
    auto ring = std::make_shared<AudioRing>();
    ring->expect(1);
    ring->restart(1, 0s, 1.0);
    std::vector<float> samples;
    for (std::size_t i = 0; i < frames; ++i) samples.insert(samples.end(), 2, tone(from + i));
    REQUIRE(ring->write(samples) == frames);
    ring->finish();
    return ring;
}

std::vector<float> heard(AudioMixer& mixer, std::size_t frames, std::size_t block) {
    std::vector<float> all;
    while (all.size() < frames * 2) {
        std::vector<float> part(block * 2);
        mixer.render(part, 0us);
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

TEST_CASE("AudioMixer: what follows begins with the sample after the last one", "[player][audio]") {
    for (const std::size_t block : {64U, 256U, 1000U}) {
        CAPTURE(block);
        ManualClock clock;
        AudioMixer mixer(clock);
        const auto first = ring_of(0, kHalf), second = ring_of(kHalf, kHalf);
        first->set_playing(true);
        mixer.set_audible(first);
        mixer.set_following(second);
        const std::vector<float> sound = heard(mixer, 2 * kHalf, block);
        // Behind the fade of the start and before the end, the two halves are one tone.
        float worst = 0;
        for (std::size_t i = 1000; i + 100 < 2 * kHalf; ++i) worst = std::max(worst, std::abs(sound[2 * i] - tone(i)));
        CHECK(worst < 1e-3F);
        CHECK(first->drained());
        CHECK(second->attached());
        CHECK_FALSE(first->attached());
    }
}

TEST_CASE("AudioMixer: what follows has its own level from its first sample on", "[player][audio]") {
    ManualClock clock;
    AudioMixer mixer(clock);
    const auto first = ring_of(0, kHalf), second = ring_of(kHalf, kHalf);
    second->set_level({0.25F, 0.25F, 1});
    first->set_playing(true);
    mixer.set_audible(first);
    mixer.set_following(second);
    const std::vector<float> sound = heard(mixer, 2 * kHalf, 256);
    float loudest = 0;
    for (std::size_t i = kHalf + 300; i + 100 < 2 * kHalf; ++i) loudest = std::max(loudest, std::abs(sound[2 * i]));
    float whole = 0;
    for (std::size_t i = 1000; i < kHalf; ++i) whole = std::max(whole, std::abs(sound[2 * i]));
    CHECK(loudest == Approx(whole * 0.25F).epsilon(0.02));
}

TEST_CASE("AudioMixer: what shall not follow any more is not heard", "[player][audio]") {
    ManualClock clock;
    AudioMixer mixer(clock);
    const auto first = ring_of(0, kHalf), second = ring_of(kHalf, kHalf);
    first->set_playing(true);
    mixer.set_audible(first);
    mixer.set_following(second);
    mixer.set_following(nullptr);
    const std::vector<float> sound = heard(mixer, 2 * kHalf, 256);
    CHECK(std::abs(sound[2 * (kHalf + 2000)]) < 1e-6F);
    CHECK(second->available() == kHalf);
}

TEST_CASE("AudioRing: where the sound ends is known once all of it is there", "[player][audio]") {
    AudioRing ring;
    ring.expect(1);
    ring.restart(1, 1s, 2.0);
    std::vector<float> samples(2 * 4800);
    (void)ring.write(samples);
    CHECK_FALSE(ring.end_time());
    ring.finish();
    CHECK(ring.end_time() == 1200ms);
}

}  // namespace
}  // namespace cliffhanger
