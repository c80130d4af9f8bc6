// What pulls sound out of the mixer: an SDL device, opened in the background because a sound server may take its time,
// or, without one, a pump in step with the application's clock, so that a machine without sound plays all the same.
#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "net/clock.h"
#include "player/audio_output.h"

namespace cliffhanger {

enum class AudioDeviceKind { Sdl, None };

/// Main thread only, but for the device's own callback. The destructor closes the device.
class AudioDevice {
 public:
    AudioDevice(AudioMixer& mixer, const Clock& clock, AudioDeviceKind kind);
    ~AudioDevice();
    AudioDevice(const AudioDevice&) = delete;
    AudioDevice& operator=(const AudioDevice&) = delete;

    /// Once a loop turn: without a device, takes from the mixer what has become due since the last call.
    void pump(Microseconds now);
    /// True while a real device plays; the loop then need not pump.
    bool has_device() const { return device_.load(std::memory_order_acquire) != 0; }

 private:
    void open();

    AudioMixer& mixer_;
    const Clock& clock_;
    std::atomic<unsigned> device_{0};
    std::atomic<bool> opening_{false};
    Microseconds pumped_until_{-1};
    std::vector<float> scratch_;
    std::jthread opener_;
};

}  // namespace cliffhanger
