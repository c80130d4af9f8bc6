// What plays sound: the player fills rings, a device pulls from the mixer. 48 kHz, stereo, interleaved float.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "player/media_time.h"

namespace cliffhanger {

inline constexpr int kAudioSampleRate = 48000;
inline constexpr int kAudioChannels = 2;

class AudioRing;

/// Mixes the audible ring, cross-fading when it changes, and applies volume. Lock-free towards the device thread.
/// One per process; outlives every session. render() is called by the device thread, the rest by the main thread.
class AudioMixer {
 public:
    explicit AudioMixer(const Clock& clock);
    ~AudioMixer();
    AudioMixer(const AudioMixer&) = delete;
    AudioMixer& operator=(const AudioMixer&) = delete;

    /// The ring to hear from now on; equal-power cross-fade of 120 ms from the one before. nullptr = silence.
    void set_audible(std::shared_ptr<AudioRing> ring);
    /// What is heard next, from the moment on at which the audible ring's last sample has gone out, with no fade and no
    /// pause; it begins by itself. nullptr = nothing; one that has begun already goes on until set_audible().
    void set_following(std::shared_ptr<AudioRing> ring);
    void set_volume(float gain_0_to_1, bool muted);
    /// Both sides are heard on both: for one ear, or one loudspeaker.
    void set_mono(bool mono);

    /// Device thread: fills `interleaved` (frames * 2 samples); never blocks, silence where nothing is due.
    /// `latency` is from now until the first of these samples leaves the speaker.
    void render(std::span<float> interleaved, Microseconds latency) noexcept;

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cliffhanger
