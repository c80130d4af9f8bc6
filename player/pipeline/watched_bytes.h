// How many of an episode's bytes were seen, each counted once: of every second of media, what was read and whether it
// was played. Thread-safe; never blocks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>

#include "player/media_time.h"

namespace cliffhanger {

class WatchedBytes {
 public:
    /// Reading goes on somewhere else: what it meets again is not counted twice.
    void reading_restarts();
    void read(MediaTime time, std::size_t bytes);
    void played(MediaTime time);
    std::int64_t total() const;

 private:
    struct Second {
        std::int64_t bytes = 0;
        bool read = false;  ///< by an earlier pass
        bool played = false;
    };
    mutable std::mutex mutex_;  // guards everything below
    std::map<std::int64_t, Second> seconds_;
};

}  // namespace cliffhanger
