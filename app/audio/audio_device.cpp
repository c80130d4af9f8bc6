#include "app/audio/audio_device.h"

#include <SDL.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>

#include "app/platform/sound_messages.h"

namespace cliffhanger {
namespace {

/// Frames a callback: 1024 at 48 kHz is 21 ms, short enough for a pause to be heard at once and long enough for two
/// busy cores.
constexpr int kBufferFrames = 1024;
/// A pump that was late by more than this (a suspended machine) starts over instead of catching up.
constexpr Microseconds kLongestPump = std::chrono::milliseconds(500);

/// From the start of a callback until its first sample is heard: the buffer that is playing while the callback fills
/// the next.
constexpr Microseconds kDeviceLatency{1'000'000LL * kBufferFrames / kAudioSampleRate};

void fill(void* mixer, Uint8* bytes, int size) {
    auto* samples = reinterpret_cast<float*>(bytes);
    static_cast<AudioMixer*>(mixer)->render({samples, static_cast<std::size_t>(size) / sizeof(float)}, kDeviceLatency);
}

}  // namespace

AudioDevice::AudioDevice(AudioMixer& mixer, const Clock& clock, AudioDeviceKind kind) : mixer_(mixer), clock_(clock) {
    if (kind == AudioDeviceKind::None) return;
    opening_ = true;
    opener_ = std::jthread([this] { open(); });
}

AudioDevice::~AudioDevice() {
    if (opener_.joinable()) opener_.join();
    if (has_device()) {
        SDL_CloseAudioDevice(device_);
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }
}

void AudioDevice::open() {
    quiet_sound_messages();
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        spdlog::warn("no sound: {}", SDL_GetError());
        opening_ = false;
        return;
    }
    SDL_AudioSpec wanted{};
    wanted.freq = kAudioSampleRate;
    wanted.format = AUDIO_F32SYS;
    wanted.channels = kAudioChannels;
    wanted.samples = kBufferFrames;
    wanted.callback = fill;
    wanted.userdata = &mixer_;
    const SDL_AudioDeviceID device = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device == 0) {
        spdlog::warn("no sound: {}", SDL_GetError());
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    } else {
        spdlog::info("sound: {} at {} Hz", SDL_GetCurrentAudioDriver(), kAudioSampleRate);
        device_.store(device, std::memory_order_release);
        SDL_PauseAudioDevice(device, 0);
    }
    opening_ = false;
}

void AudioDevice::pump(Microseconds now) {
    if (has_device() || opening_) return;
    if (pumped_until_ < Microseconds{0} || now - pumped_until_ > kLongestPump) pumped_until_ = now;
    const auto frames = (now - pumped_until_).count() * kAudioSampleRate / 1'000'000;
    if (frames <= 0) return;
    pumped_until_ += Microseconds{frames * 1'000'000 / kAudioSampleRate};
    scratch_.resize(static_cast<std::size_t>(frames * kAudioChannels));
    mixer_.render(scratch_, Microseconds{0});
}

}  // namespace cliffhanger
