#include "app/audio/audio_device.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace cliffhanger {
namespace {

/// A pump that was late by more than this (a suspended machine) starts over instead of catching up.
constexpr Microseconds kLongestPump = std::chrono::milliseconds(500);
/// A device that has not asked for sound for so long is gone, whatever the system says.
constexpr Microseconds kDeviceSilence = std::chrono::seconds(1);
/// One that was opened just now may first play the silence that its server had in store: PulseAudio's outputs without
/// hardware (null and dummy) render two seconds ahead while they are idle.
constexpr Microseconds kFirstSilence = std::chrono::seconds(3);
/// From one look for a device to the next; doubled twice, because opening costs the processor something.
constexpr Microseconds kFirstTry = std::chrono::seconds(1);
constexpr int kMostDoublings = 2;

}  // namespace

AudioDevice::AudioDevice(AudioMixer& mixer, const Clock& clock, OpenSoundOutput open, std::unique_ptr<WavFile> file)
    : mixer_(mixer), clock_(clock), open_(std::move(open)), file_(std::move(file)) {
    if (!open_) return;
    first_opening_ = true;
    open_in_background();
}

AudioDevice::~AudioDevice() = default;

void AudioDevice::open_in_background() {
    opening_ = true;
    opener_ = std::jthread([this] { open_device(); });
}

void AudioDevice::open_device() {
    std::unique_ptr<SoundOutput> gone;
    {
        const std::lock_guard lock(mutex_);
        gone = std::move(output_);
    }
    // Closed before the next one is opened, and here, because it may take its time.
    gone.reset();
    auto opened = open_([this](std::span<float> samples, Microseconds latency) { pull(samples, latency); });
    if (opened) {
        const std::lock_guard lock(mutex_);
        output_ = std::move(*opened);
        opened_at_.store(clock_.now().count());
        last_pull_.store(clock_.now().count());
        playing_.store(true, std::memory_order_release);
    } else {
        spdlog::debug("no sound: {}", opened.error().message);
    }
    first_opening_ = false;
    opening_ = false;
}

void AudioDevice::pull(std::span<float> interleaved, Microseconds latency) noexcept {
    last_pull_.store(clock_.now().count());
    if (!playing_.load(std::memory_order_acquire)) {
        std::fill(interleaved.begin(), interleaved.end(), 0.0F);
        return;
    }
    mixer_.render(interleaved, latency);
}

void AudioDevice::look_after_device(Microseconds now) {
    if (!open_ || opening_) return;
    if (has_device()) {
        tries_ = 0;
        const bool silent = now - Microseconds{last_pull_.load()} > kDeviceSilence &&
                            now - Microseconds{opened_at_.load()} > kFirstSilence;
        const std::lock_guard lock(mutex_);
        if (!silent && !output_->lost()) return;
        spdlog::warn("the sound device is gone; playback goes on without");
        playing_.store(false, std::memory_order_release);
        pumped_until_ = now;
        next_try_ = now;
    }
    if (!next_try_) {
        if (tries_ == 0) spdlog::warn("no sound device; playback goes on without");
        next_try_ = now + kFirstTry * (1 << std::min(tries_++, kMostDoublings));
    }
    if (now < *next_try_) return;
    next_try_.reset();
    open_in_background();
}

void AudioDevice::pump(Microseconds now) {
    look_after_device(now);
    if (has_device() || first_opening_) return;
    if (pumped_until_ < Microseconds{0} || now - pumped_until_ > kLongestPump) pumped_until_ = now;
    const auto frames = (now - pumped_until_).count() * kAudioSampleRate / 1'000'000;
    if (frames <= 0) return;
    pumped_until_ += Microseconds{frames * 1'000'000 / kAudioSampleRate};
    scratch_.resize(static_cast<std::size_t>(frames * kAudioChannels));
    mixer_.render(scratch_, Microseconds{0});
    if (file_) file_->append(scratch_);
}

Result<void> AudioDevice::finish_file() {
    if (!file_) return {};
    return std::exchange(file_, nullptr)->finish();
}

}  // namespace cliffhanger
