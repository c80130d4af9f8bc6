// Where playback is, told by the main thread to a decoder's, which goes by it when time is short. Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <optional>

#include "player/media_time.h"

namespace cliffhanger {

class PlaybackPace {
 public:
    void set(MediaTime position) noexcept { position_.store(position.count()); }
    void stop() noexcept { position_.store(kStopped); }
    /// nullopt while nothing moves.
    std::optional<MediaTime> position() const noexcept {
        const std::int64_t position = position_.load();
        return position == kStopped ? std::nullopt : std::optional(MediaTime{position});
    }

 private:
    static constexpr std::int64_t kStopped = std::numeric_limits<std::int64_t>::min();
    std::atomic<std::int64_t> position_{kStopped};
};

}  // namespace cliffhanger
