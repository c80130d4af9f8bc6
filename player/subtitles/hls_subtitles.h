// The subtitles of an HLS stream: a playlist of segments, WebVTT, or that and TTML in MP4, made into one document on
// the episode's timeline.
#pragma once

#include <stop_token>

#include "net/byte_source.h"
#include "player/subtitles/subtitle_document.h"
#include "player/subtitles/subtitle_origin.h"

namespace cliffhanger {

/// Fetches on the calling thread, which blocks; Aborted at once when `stop` is requested. `stamp_at_zero`: what the
/// media's clock says where the timeline begins. Segments that are missing are left out. Of a live stream those that
/// are listed now are read; what `before` has of it is kept, and not read again. Unsupported when they are neither.
[[nodiscard]] Result<SubtitleDocument> load_hls_subtitles(const MediaAddress& playlist, MediaTime stamp_at_zero,
                                                          const SubtitleOrigin& origin, const SubtitleDocument* before,
                                                          HttpClient& http, const Clock& clock, std::stop_token stop);

}  // namespace cliffhanger
