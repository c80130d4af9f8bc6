#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <mutex>
#include <numbers>
#include <span>
#include <utility>

#include "player/audio_output.h"
#include "player/pipeline/audio_ring.h"
#include "player/pipeline/try_lock_flag.h"

namespace cliffhanger {
namespace {

constexpr float kCrossFadeStep = 1.0F / (0.120F * kAudioSampleRate);
constexpr float kVolumeStep = 1.0F / (0.020F * kAudioSampleRate);
constexpr std::size_t kBlockFrames = 256;
// The audible one and those still fading out; more only when swipes follow one another within the fade.
constexpr std::size_t kVoices = 4;

struct Voice {
    std::shared_ptr<AudioRing> ring;
    float gain = 0, target = 0;

    bool silent() const noexcept { return gain <= 0 && target <= 0; }
};

float step_towards(float value, float target, float step) noexcept {
    return value < target ? std::min(value + step, target) : std::max(value - step, target);
}

Microseconds frames_long(std::size_t frames) noexcept {
    return Microseconds{static_cast<Microseconds::rep>(frames * 1000000 / kAudioSampleRate)};
}

/// What is mixed: a stretch of the block, with the voices' gains, added up, of each of its frames.
struct Stretch {
    std::span<float> samples, gains;

    Stretch first(std::size_t frames) const noexcept {
        return {samples.first(frames * kAudioChannels), gains.first(frames)};
    }
    Stretch from(std::size_t frames) const noexcept {
        return {samples.subspan(frames * kAudioChannels), gains.subspan(frames)};
    }
};

// Equal power: the squares of the two gains of a cross-fade add up to one.
float amplitude(float gain) noexcept {
    if (gain >= 1) return 1;
    return std::sin(gain * std::numbers::pi_v<float> / 2);
}

// Two that are fully loud and alike reach beyond one while they cross: a soft knee, which begins as far below one as
// `reach` lies above it, bends that back to one. What reaches no farther than one is left as it is.
float limited(float sample, float reach) noexcept {
    const float beyond = std::min(reach - 1, 1.0F);
    const float inside = std::min(std::abs(sample), 1 + beyond) - (1 - beyond);
    if (beyond > 0 && inside > 0) sample -= std::copysign(inside * inside / (4 * beyond), sample);
    return std::clamp(sample, -1.0F, 1.0F);
}

}  // namespace

struct AudioMixer::State {
    explicit State(const Clock& the_clock) : clock(the_clock) {}

    const Clock& clock;
    std::atomic<float> volume{1.0F};
    std::atomic<bool> mono{false};

    TryLockFlag voices_lock;
    // guarded by voices_lock
    std::array<Voice, kVoices> voices;
    std::shared_ptr<AudioRing> following;
    float volume_now = 1.0F;
    std::array<float, kBlockFrames * kAudioChannels> block{};
    std::array<float, kBlockFrames> gains{};

    Voice& slot_for(const std::shared_ptr<AudioRing>& ring);
    void mix(Voice& voice, const Stretch& into, Microseconds at) noexcept;
    void mix_to_its_end(Voice& voice, const Stretch& into, Microseconds at) noexcept;
    Voice* join_following(Voice& ended) noexcept;
    void apply_volume(const Stretch& mixed) noexcept;
};

AudioMixer::AudioMixer(const Clock& clock) : state_(std::make_unique<State>(clock)) {}
AudioMixer::~AudioMixer() = default;

// The voice that plays the ring already, else a free one, else the quietest.
Voice& AudioMixer::State::slot_for(const std::shared_ptr<AudioRing>& ring) {
    const auto same =
        std::find_if(voices.begin(), voices.end(), [&](const Voice& voice) { return voice.ring == ring; });
    if (same != voices.end()) return *same;
    const auto free = std::find_if(voices.begin(), voices.end(), [](const Voice& voice) { return !voice.ring; });
    if (free != voices.end()) return *free;
    return *std::min_element(voices.begin(), voices.end(),
                             [](const Voice& a, const Voice& b) { return a.gain < b.gain; });
}

void AudioMixer::set_audible(std::shared_ptr<AudioRing> ring) {
    // Rings are let go here and not on the device thread, which must not free memory.
    std::array<std::shared_ptr<AudioRing>, kVoices + 1> let_go;
    {
        const std::lock_guard lock(state_->voices_lock);
        std::size_t next = 0;
        bool anything_heard = false;
        for (auto& voice : state_->voices) {
            voice.target = 0;
            if (voice.ring && voice.ring != ring) voice.ring->set_attached(false);
            if (voice.ring && voice.silent() && voice.ring != ring) let_go[next++] = std::exchange(voice.ring, nullptr);
            anything_heard = anything_heard || voice.ring;
        }
        if (ring) {
            Voice& voice = state_->slot_for(ring);
            if (voice.ring != ring) {
                let_go[next] = std::exchange(voice.ring, ring);
                // Nothing to fade over: the first words of an episode are heard in full.
                voice.gain = anything_heard ? 0.0F : 1.0F;
            }
            voice.target = 1;
            ring->set_attached(true);
        }
    }
}

void AudioMixer::set_volume(float gain_0_to_1, bool muted) {
    state_->volume.store(muted ? 0.0F : std::clamp(gain_0_to_1, 0.0F, 1.0F), std::memory_order_release);
}

void AudioMixer::set_mono(bool mono) { state_->mono.store(mono, std::memory_order_release); }

void AudioMixer::set_following(std::shared_ptr<AudioRing> ring) {
    const std::lock_guard lock(state_->voices_lock);
    state_->following.swap(ring);
}

/// nullptr when it cannot.
Voice* AudioMixer::State::join_following(Voice& ended) noexcept {
    Voice* const free = std::find_if(voices.begin(), voices.end(), [](const Voice& voice) { return !voice.ring; });
    // Without a free voice a ring would have to be let go of here, which may free memory.
    if (free == voices.end() || following->available() == 0) return nullptr;
    ended.gain = ended.target = 0;
    ended.ring->set_attached(false);
    free->ring = std::move(following);
    following = nullptr;
    free->gain = free->target = 1;
    free->ring->join(ended.ring->last_heard());
    return free;
}

/// The audible one; where its last sample lies in this block, what follows begins behind it.
void AudioMixer::State::mix_to_its_end(Voice& voice, const Stretch& into, Microseconds at) noexcept {
    const std::size_t left = voice.ring->available();
    if (voice.target <= 0 || !following || !voice.ring->finished() || left >= into.gains.size())
        return mix(voice, into, at);
    if (left > 0) mix(voice, into.first(left), at);
    Voice* const next = join_following(voice);
    mix(next != nullptr ? *next : voice, into.from(left), at + frames_long(left));
}

void AudioMixer::State::mix(Voice& voice, const Stretch& into, Microseconds at) noexcept {
    const std::span<float> samples = std::span(block).first(into.samples.size());
    voice.ring->render(samples, at);
    for (std::size_t frame = 0; frame < into.gains.size(); ++frame) {
        voice.gain = step_towards(voice.gain, voice.target, kCrossFadeStep);
        const float gain = amplitude(voice.gain);
        const std::size_t i = frame * kAudioChannels;
        into.samples[i] += samples[i] * gain;
        into.samples[i + 1] += samples[i + 1] * gain;
        into.gains[frame] += gain;
    }
}

void AudioMixer::State::apply_volume(const Stretch& mixed) noexcept {
    const float target = volume.load(std::memory_order_acquire);
    const bool one_side = mono.load(std::memory_order_acquire);
    for (std::size_t frame = 0; frame < mixed.gains.size(); ++frame) {
        volume_now = step_towards(volume_now, target, kVolumeStep);
        float& left = mixed.samples[frame * kAudioChannels];
        float& right = mixed.samples[frame * kAudioChannels + 1];
        if (one_side) left = right = (left + right) / 2;
        const float reach = mixed.gains[frame] * volume_now;
        left = limited(left * volume_now, reach);
        right = limited(right * volume_now, reach);
    }
}

void AudioMixer::render(std::span<float> interleaved, Microseconds latency) noexcept {
    std::fill(interleaved.begin(), interleaved.end(), 0.0F);
    if (!state_->voices_lock.try_lock_for_a_moment()) return;
    const std::lock_guard lock(state_->voices_lock, std::adopt_lock);
    Microseconds at = state_->clock.now() + latency;
    while (interleaved.size() >= kAudioChannels) {
        const std::size_t frames = std::min(interleaved.size() / kAudioChannels, kBlockFrames);
        const Stretch part{interleaved.first(frames * kAudioChannels), std::span(state_->gains).first(frames)};
        std::ranges::fill(part.gains, 0.0F);
        // One that joins in this block has been mixed when it did.
        std::array<bool, kVoices> sounding{};
        for (std::size_t i = 0; i < kVoices; ++i) sounding[i] = state_->voices[i].ring && !state_->voices[i].silent();
        for (std::size_t i = 0; i < kVoices; ++i) {
            if (sounding[i]) state_->mix_to_its_end(state_->voices[i], part, at);
        }
        state_->apply_volume(part);
        at += frames_long(frames);
        interleaved = interleaved.subspan(part.samples.size());
    }
}

}  // namespace cliffhanger
