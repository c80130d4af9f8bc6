// How many bytes of an episode play between two moments, where somebody knows: byte ranges of a playlist, a file's own
// index. Filled from the beginning on, then only read; safe to share between threads then.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "player/media_time.h"

namespace cliffhanger {

class SizeIndex {
 public:
    /// The piece behind what has been added.
    void add(MediaTime duration, std::int64_t bytes);
    bool empty() const { return ends_.empty(); }
    MediaTime end() const { return ends_.empty() ? MediaTime{0} : ends_.back().time; }
    /// Pieces that are cut by `from` or `to` count for their share.
    std::int64_t bytes(MediaTime from, MediaTime to) const;

 private:
    struct End {
        MediaTime time{0};
        std::int64_t bytes = 0;  ///< from the beginning on
    };
    std::int64_t before(MediaTime time) const;

    std::vector<End> ends_;
};

}  // namespace cliffhanger
