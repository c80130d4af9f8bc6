// What of a multivariant playlist is played: the rungs of the ladder, and the renditions beside them. Pure, but for
// asking libav which decoders there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "net/result.h"
#include "player/policy/segment_scheduler.h"
#include "player/policy/size_index.h"
#include "player/source/hls/hls_playlist.h"

namespace cliffhanger {

/// From the lowest bandwidth up. What this build cannot decode, needs protection of the output, or is only the sound of
/// a film that has pictures, is left out while there is something better. Equal rungs are copies of each other: one is
/// used while the others fail.
std::vector<HlsVariant> choose_rungs(const HlsMultivariantPlaylist& playlist);

/// The renditions of the rungs' groups that are played beside them, each name once, in the playlist's order.
std::vector<HlsRendition> choose_renditions(const HlsMultivariantPlaylist& playlist, HlsRendition::Type type,
                                            const std::vector<HlsVariant>& rungs);

SegmentRung describe_rung(const HlsVariant& variant, const HlsSegment* segment);
/// As its byte range says, else EXT-X-BITRATE.
std::optional<std::int64_t> segment_bytes(const HlsSegment& segment);
/// nullptr while the playlist grows, and where it does not say it of every segment.
std::shared_ptr<const SizeIndex> segment_sizes(const HlsMediaPlaylist& playlist);

bool is_same_rung(const HlsVariant& a, const HlsVariant& b);

/// libav's name of the sound that CODECS lists; empty when none is listed, or it is not known.
std::string_view sound_codec(const HlsVariant& variant);

/// The same of its subtitles; what lists none has WebVTT.
std::string_view subtitle_codec(const HlsVariant& variant);

/// Whether there are pictures in it, as far as CODECS and RESOLUTION say.
bool has_pictures(const HlsVariant& variant);

/// "avc1.64001f" -> "h264"; empty for what is not known.
std::string_view codec_of(std::string_view rfc6381);

}  // namespace cliffhanger
