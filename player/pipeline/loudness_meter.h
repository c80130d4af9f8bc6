// Measures the sound of one track as it is decoded, each part of it once, by libebur128.
// Threads: add() and restart() by one thread, reading() by any. Never blocks for long.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>

#include "player/loudness.h"

namespace cliffhanger {

class LoudnessMeter {
 public:
    LoudnessMeter();
    ~LoudnessMeter();
    LoudnessMeter(const LoudnessMeter&) = delete;
    LoudnessMeter& operator=(const LoudnessMeter&) = delete;

    /// Another track.
    void restart();
    /// 48 kHz stereo, interleaved, that begins at `at`. What was measured before (a seek went back) is passed over.
    void add(std::span<const float> interleaved, MediaTime at);
    /// Brought up to date twice a second of sound; nullopt while there is nothing above the gate.
    std::optional<LoudnessReading> reading() const;
    /// Up to date now.
    void conclude();

 private:
    class Gauge;

    std::unique_ptr<Gauge> gauge_;
    MediaTime until_{0};
    std::int64_t frames_ = 0, published_ = 0;

    mutable std::mutex mutex_;
    // guarded by mutex_
    std::optional<LoudnessReading> reading_;
};

}  // namespace cliffhanger
