// Looks at a segment while it comes: whether it will be there before the buffer is empty, and what else would be. Pure;
// owned by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>

#include "net/clock.h"
#include "player/media_time.h"

namespace cliffhanger {

class TransferWatch {
 public:
    struct Segment {
        std::int64_t bytes = 0;  ///< as exactly as it is known
        MediaTime duration{0};
        std::optional<std::int64_t> lowest_bytes;  ///< the same from the lowest rung; nullopt: this is it
        std::optional<double> usual;               ///< bytes a second that came lately; nullopt: nobody knows
    };
    enum class Advice {
        GoOn,
        LowestRung,  ///< takes less time from its beginning than the rest of this one
        Reconnect,   ///< another connection may be as fast as the network is; said once
    };

    TransferWatch() = default;
    explicit TransferWatch(const Segment& segment) : segment_(segment) {}

    /// `waited`: for these bytes. `ahead`: media that has come and is not played yet.
    Advice received(std::int64_t bytes, Microseconds waited, MediaTime ahead);
    /// As far as one can tell it is slower than the network: the server is to blame, or the connection.
    bool slower_than_network() const { return !segment_.usual || far_below_usual(); }

 private:
    /// How fast it comes is looked at for so long at least, and forgotten after twice as long.
    static constexpr Microseconds kStretch = std::chrono::milliseconds(300);
    static constexpr double kFarBelow = 0.25;

    struct Stretch {
        std::int64_t bytes = 0;
        Microseconds waited{0};
    };

    double rate() const;
    bool far_below_usual() const;

    Segment segment_;
    std::int64_t received_ = 0;
    bool begun_ = false, reconnected_ = false;
    std::optional<Stretch> before_;
    Stretch now_;
};

}  // namespace cliffhanger
