#include "player/source/hls/hls_rungs.h"

#include <algorithm>
#include <utility>

namespace cliffhanger {

HlsRungs::HlsRungs(HlsIo& io, const std::vector<HlsVariant>& variants, const HlsPlaylistPlace& named_by,
                   std::optional<HlsStart> start, HlsRenewal* renewal) {
    for (const HlsVariant& variant : variants) {
        HlsPlaylistPlace place = named_by;
        place.url = variant.url;
        auto stream = std::make_unique<HlsStream>(io, std::move(place), start, renewal);
        rungs_.push_back({variant, std::move(stream), false, 0, std::nullopt});
    }
}

std::vector<std::size_t> HlsRungs::offered(Microseconds now) const {
    // Resting is for those that have a substitute.
    const bool all_rest = std::none_of(rungs_.begin(), rungs_.end(), [now](const Rung& rung) {
        return !rung.excluded && !(rung.rests_until && now < *rung.rests_until);
    });
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < rungs_.size(); ++i) {
        const Rung& rung = rungs_[i];
        if (rung.excluded || (!all_rest && rung.rests_until && now < *rung.rests_until)) continue;
        const bool copy = std::any_of(indices.begin(), indices.end(), [&](std::size_t other) {
            return is_same_rung(rungs_[other].variant, rung.variant);
        });
        if (!copy) indices.push_back(i);
    }
    return indices;
}

void HlsRungs::include_all() {
    for (Rung& rung : rungs_) rung.excluded = false;
}

void HlsRungs::failed(std::size_t rung, Microseconds now) {
    if (++rungs_[rung].failures < 2 && rungs_[rung].stream->loaded()) return;
    rungs_[rung].rests_until = now + kRest;
}

}  // namespace cliffhanger
