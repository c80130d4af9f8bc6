// What pulls sound out of the mixer: a device, opened in the background because a sound server may take its time, or,
// without one, a pump in step with the application's clock, so that a machine without sound plays all the same. A
// device that is lost is replaced by the pump at once and looked for again; sound returns by itself. Into a file, sound
// goes by the pump.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "app/audio/sound_output.h"
#include "app/audio/wav_file.h"
#include "net/clock.h"
#include "player/audio_output.h"

namespace cliffhanger {

/// Main thread only, but for the device's own callback. The destructor closes the device.
class AudioDevice {
 public:
    /// Without `open` there is never a device. `file` gets everything that the pump plays.
    AudioDevice(AudioMixer& mixer, const Clock& clock, OpenSoundOutput open, std::unique_ptr<WavFile> file = nullptr);
    ~AudioDevice();
    AudioDevice(const AudioDevice&) = delete;
    AudioDevice& operator=(const AudioDevice&) = delete;

    /// Once a loop turn: notices that a device is lost, looks for one again, and without one takes from the mixer what
    /// has become due since the last call.
    void pump(Microseconds now);
    /// True while a real device plays; the loop then need not pump.
    bool has_device() const { return playing_.load(std::memory_order_acquire); }
    /// Ends the file. Io when it could not be written in full.
    [[nodiscard]] Result<void> finish_file();

 private:
    void look_after_device(Microseconds now);
    void open_in_background();
    void open_device();
    void pull(std::span<float> interleaved, Microseconds latency) noexcept;

    AudioMixer& mixer_;
    const Clock& clock_;
    const OpenSoundOutput open_;
    std::unique_ptr<WavFile> file_;

    std::atomic<bool> playing_{false};  ///< a device does; its callback gives silence otherwise
    std::atomic<bool> opening_{false};
    std::atomic<bool> first_opening_{false};  ///< nobody knows yet whether there is a device
    std::atomic<Microseconds::rep> opened_at_{0}, last_pull_{0};
    std::optional<Microseconds> next_try_;
    int tries_ = 0;  ///< in vain, since there was a device
    Microseconds pumped_until_{-1};
    std::vector<float> scratch_;

    std::mutex mutex_;
    // guarded by mutex_
    std::unique_ptr<SoundOutput> output_;

    std::jthread opener_;
};

}  // namespace cliffhanger
