#include "player/source/hls/hls_iframes.h"

#include <algorithm>
#include <tuple>

namespace cliffhanger {

const HlsVariant* choose_iframe_variant(const std::vector<HlsVariant>& iframe_variants, int height) {
    // High enough before too low; among the first the lowest wins, among the second the highest.
    const auto worth = [height](const HlsVariant& variant) {
        const bool too_low = variant.height < height;
        return std::tuple(too_low, too_low ? -variant.height : variant.height, variant.bandwidth);
    };
    const auto best =
        std::min_element(iframe_variants.begin(), iframe_variants.end(),
                         [&](const HlsVariant& left, const HlsVariant& right) { return worth(left) < worth(right); });
    return best == iframe_variants.end() ? nullptr : &*best;
}

std::optional<std::size_t> iframe_at(const HlsTimeline& iframes, MediaTime time) {
    const auto before = iframes.find(time);
    if (!before) return std::nullopt;
    const auto& frames = iframes.segments();
    const HlsNext after = iframes.next(HlsCursor::of(frames[*before]));
    if (after.kind != HlsNext::Kind::Segment) return before;
    return frames[after.index].start - time < time - frames[*before].start ? after.index : *before;
}

}  // namespace cliffhanger
