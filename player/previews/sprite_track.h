// WebVTT tracks of thumbnails: every cue names a picture, or with `#xywh=` a part of one. Pure but for local tracks,
// whose pictures are looked up to keep them inside their folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/result.h"
#include "net/url.h"
#include "player/media_time.h"

namespace cliffhanger {

/// Larger files are refused.
inline constexpr std::size_t kMaxSpriteTrackBytes = 4u << 20;

/// In pixels of the picture.
struct SpriteRect {
    int x = 0, y = 0, width = 0, height = 0;
    bool operator==(const SpriteRect&) const = default;
};

struct SpriteCue {
    MediaTime time{0}, end{0};
    std::string url;  ///< http(s), or a local path
    std::optional<SpriteRect> part;
};

/// Sorted by time, never empty; cues that name nothing usable are left out. Corrupted when none is left.
[[nodiscard]] Result<std::vector<SpriteCue>> parse_sprite_track(std::string_view text, const SourceOrigin& origin);

}  // namespace cliffhanger
