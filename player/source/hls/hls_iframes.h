// Previews from playlists of I-frames: which playlist, and which picture of it. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "player/media_time.h"
#include "player/source/hls/hls_playlist.h"
#include "player/source/hls/hls_timeline.h"

namespace cliffhanger {

/// The smallest pictures that are at least `height` high, else the highest; of equal ones the cheapest. nullptr when
/// there is no playlist of I-frames.
const HlsVariant* choose_iframe_variant(const std::vector<HlsVariant>& iframe_variants, int height);

/// The I-frame (its address, range and initialisation section are the segment's) that is nearest to `time`, in a
/// timeline made of an I-frame playlist and aligned to the one that plays. nullopt when there is none.
std::optional<std::size_t> iframe_at(const HlsTimeline& iframes, MediaTime time);

}  // namespace cliffhanger
