// X-TIMESTAMP-MAP: how the times in a WebVTT segment of HLS lie against the MPEG-TS time stamps of the pictures. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "player/media_time.h"

namespace cliffhanger {

struct WebVttTimestampMap {
    std::int64_t mpegts = 0;  ///< 33 bits, 90 kHz
    MediaTime local{0};       ///< the cue time that is the same moment
};

/// From the header of a WebVTT text (as decode_subtitle_text() gives it); nullopt when there is none to be read.
std::optional<WebVttTimestampMap> parse_webvtt_timestamp_map(std::string_view text);

/// What the pictures say: this time stamp is shown at this media time.
struct TransportAnchor {
    std::int64_t mpegts = 0;  ///< 33 bits, 90 kHz
    MediaTime time{0};
};

/// What to add to a cue's time for its media time. Time stamps wrap after 26.5 hours: the nearer reading counts.
/// Without a map it is 0: RFC 8216 would have such cues count from time stamp 0, but who leaves the map out counts from
/// the beginning of the episode.
MediaTime webvtt_cue_offset(const std::optional<WebVttTimestampMap>& map, const TransportAnchor& anchor);

}  // namespace cliffhanger
