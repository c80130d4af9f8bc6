// Decoded sound of one session on its way to the device: a ring of 48 kHz stereo floats on one line of media time.
// Threads: one producer (the audio decoder thread), one consumer at a time (the device thread through the mixer, or the
// main thread in discard_until()), and the main thread. render() takes no lock: samples go through atomics, and where
// the consumer's state is about to be replaced it gives silence for that block instead of waiting.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "player/media_time.h"
#include "player/pipeline/try_lock_flag.h"

namespace cliffhanger {

/// A ring with this many frames in it can start to be heard: 50 ms.
inline constexpr std::size_t kAudioRingReady = 2400;

/// What was heard last, on the context's clock.
struct AudioTiming {
    Microseconds at{0};      ///< when `media` leaves the speaker
    MediaTime media{0};      ///< the first sample of the last block
    MediaTime media_end{0};  ///< the end of the last block
    double rate = 1.0;
    std::uint32_t serial = 0;
    bool dry = false;  ///< the block could not be filled

    /// What is audible at `now`, never more than was given to the device.
    MediaTime audible(Microseconds now) const noexcept;
};

/// How loud a ring is played: a gain that is approached slowly, so that nothing pumps.
struct AudioLevel {
    float gain = 1;            ///< to be reached
    float ceiling = 1;         ///< not to be passed while it is on its way; gone below at once
    double db_per_second = 1;  ///< while it is heard; silence has no pace
};

class AudioRing {
 public:
    static constexpr std::size_t kCapacity = 16384;  ///< frames: 341 ms
    static constexpr std::size_t kWriteRoom = 1024;  ///< what wait_for_room() waits for

    AudioRing();
    AudioRing(const AudioRing&) = delete;
    AudioRing& operator=(const AudioRing&) = delete;

    // Producer.
    /// Drops what is there; what is written from now on begins at `from` and lasts 1/rate of its media time.
    void restart(std::uint32_t serial, MediaTime from, double rate);
    /// Changes the speed under way: what will be heard within 50 ms stays, the rest is dropped and written anew. Gives
    /// the media time at which that begins; it is blended in over what was dropped, and no time is lost or heard twice.
    MediaTime splice(double rate);
    /// The number of frames that found room.
    std::size_t write(std::span<const float> interleaved) noexcept;
    /// No more in this generation, unless it is taken back.
    void finish(bool finished = true) noexcept;
    /// Blocks until there is room for kWriteRoom frames, or interrupt() (false).
    bool wait_for_room();
    /// The media time of the next sample to be heard.
    MediaTime front_time() const noexcept;

    // Any thread.
    void interrupt() noexcept;

    // Main thread.
    /// Sound of other generations is not heard any more.
    void expect(std::uint32_t serial) noexcept { expected_.store(serial, std::memory_order_release); }
    void set_playing(bool playing) noexcept { playing_.store(playing, std::memory_order_release); }
    /// As if everything before `time` had been heard.
    void discard_until(MediaTime time);
    void set_level(const AudioLevel& level) noexcept;
    /// The gain that set_level() asked for: a factor.
    float level() const noexcept { return level_target_.load(std::memory_order_acquire); }
    std::optional<AudioTiming> timing() const noexcept;
    /// Frames of the expected generation that are ready to be heard.
    std::size_t available() const noexcept;
    /// finish() was called for the expected generation.
    bool finished() const noexcept;
    /// Where the sound ends; nullopt unless finished().
    std::optional<MediaTime> end_time() const noexcept;
    /// ... and everything was heard.
    bool drained() const noexcept;
    /// A mixer plays it.
    void set_attached(bool attached) noexcept { attached_.store(attached, std::memory_order_release); }
    bool attached() const noexcept { return attached_.load(std::memory_order_acquire); }

    // Consumer.
    /// Fills `interleaved`, the first sample of which is heard at `at`.
    void render(std::span<float> interleaved, Microseconds at) noexcept;
    /// The sample that was given out last.
    std::array<float, 2> last_heard() const noexcept { return last_; }
    /// Plays from now on without the fade of a start: it goes on where another ring has ended, with `before`.
    void join(const std::array<float, 2>& before) noexcept;

 private:
    /// From this frame on, media time runs at this rate.
    struct Piece {
        std::uint64_t frame = 0;
        MediaTime media{0};
        double rate = 1.0;
    };
    static constexpr std::size_t kPieces = 8;

    const Piece& piece_at(std::uint64_t frame) const noexcept;
    MediaTime time_at(std::uint64_t frame) const noexcept;
    std::uint64_t frame_at(MediaTime time) const noexcept;
    void blend_in(std::size_t begin, std::size_t frames) noexcept;
    void publish(const AudioTiming& timing) noexcept;
    void fill(std::span<float> interleaved, std::size_t content, bool playing) noexcept;
    float next_level(float target, float ceiling, float factor) noexcept;

    std::vector<float> samples_;
    std::atomic<std::uint64_t> written_{0};  // frames since restart(); the producer's
    std::atomic<std::uint64_t> read_{0};     // the consumer's
    std::atomic<std::uint32_t> serial_{0}, expected_{0};
    std::atomic<float> level_target_{1}, level_ceiling_{1}, level_step_{1};
    std::atomic<bool> finished_{false}, playing_{false}, attached_{false};
    std::atomic<std::int64_t> end_time_{0};  // once finished_

    // The producer's: what was dropped at a splice, to blend from.
    std::vector<float> dropped_;
    std::size_t blended_ = 0;  // frames of it

    // Wakes the producer: counts up with every change it may wait for.
    std::atomic<std::uint32_t> signal_{0};
    std::atomic<bool> interrupted_{false};

    // Timing, readable while it is written: odd while a write is under way.
    std::atomic<std::uint32_t> timing_version_{0};
    std::atomic<std::int64_t> timing_at_{0}, timing_media_{0}, timing_end_{0};
    std::atomic<double> timing_rate_{1.0};
    std::atomic<std::uint32_t> timing_serial_{0};
    std::atomic<bool> timing_dry_{false};

    TryLockFlag consumer_;
    // guarded by consumer_; the pieces are written by the producer only, which reads them without the lock
    std::array<Piece, kPieces> pieces_{};
    std::size_t piece_count_ = 1;
    float gain_ = 0;                // of play and pause, 0 to 1
    float level_ = 1;               // on its way to level_target_
    std::uint64_t fade_ahead_ = 0;  // frames heard past read_ while a pause fades out
    bool jumped_ = true, had_content_ = false;
    std::array<float, 2> last_{}, offset_{};
};

}  // namespace cliffhanger
