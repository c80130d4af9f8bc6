// The rungs of a ladder and what became of them: which playlists are here, which failed and rest. The reader's own.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "player/source/hls/hls_ladder.h"
#include "player/source/hls/hls_stream.h"

namespace cliffhanger {

class HlsRungs {
 public:
    /// A rung that failed is left alone for this long.
    static constexpr Microseconds kRest = std::chrono::seconds(30), kShortRest = std::chrono::seconds(10);

    HlsRungs(HlsIo& io, const std::vector<HlsVariant>& variants, const HlsPlaylistPlace& named_by,
             std::optional<HlsStart> start, HlsRenewal* renewal = nullptr);

    std::size_t size() const { return rungs_.size(); }
    HlsStream& stream(std::size_t rung) { return *rungs_[rung].stream; }
    const HlsStream& stream(std::size_t rung) const { return *rungs_[rung].stream; }
    const HlsVariant& variant(std::size_t rung) const { return rungs_[rung].variant; }

    /// Those to choose from, copies of the same rung once. Empty when all of them failed.
    std::vector<std::size_t> offered(Microseconds now) const;
    /// Not for the segment that is being looked for.
    void exclude(std::size_t rung) { rungs_[rung].excluded = true; }
    bool excluded(std::size_t rung) const { return rungs_[rung].excluded; }
    void include_all();
    /// Twice in a row is enough to let it rest.
    void failed(std::size_t rung, Microseconds now);
    void rest(std::size_t rung, Microseconds now, Microseconds length = kRest) {
        rungs_[rung].rests_until = std::max(rungs_[rung].rests_until.value_or(now), now + length);
    }
    void worked(std::size_t rung) { rungs_[rung].failures = 0; }

 private:
    struct Rung {
        HlsVariant variant;
        std::unique_ptr<HlsStream> stream;
        bool excluded = false;
        int failures = 0;
        std::optional<Microseconds> rests_until;
    };
    std::vector<Rung> rungs_;
};

}  // namespace cliffhanger
