// What the demuxer opens and how: which containers, what is probed, what is refused. For .cpp files inside player/
// only.
#pragma once

#include <optional>
#include <string_view>

#include "net/result.h"
#include "player/packet.h"

struct AVFormatContext;

namespace cliffhanger {

inline constexpr int kProbeBytes = 2 << 20;
inline constexpr MediaTime kProbeDuration = std::chrono::seconds(2);

/// Playlists, pictures, texts and devices are not: they name other files, or are no media.
bool is_playable_container(std::string_view libav_name);

/// Of those, the ones that hold one picture and nothing else.
bool is_still_container(std::string_view libav_name);

/// MP4 and Matroska describe their streams in full; everything else is read a little before it can be played.
bool needs_stream_probe(const AVFormatContext& format);

bool is_matroska(const AVFormatContext& format);

/// Its time stamps start at 0 by definition, whatever the first packet says.
bool has_explicit_timeline(const AVFormatContext& format);

/// As far as the container knows without reading it to the end; absurd claims do not count.
std::optional<MediaTime> container_duration(AVFormatContext& format);

/// An index (MP4) or packet size (TS) says that there should be more than `size` bytes. What it claims about its
/// duration is no evidence: that is absurd in too many files that are whole.
bool claims_more_than(AVFormatContext& format, std::int64_t size);

Error protected_media();

/// Protected, without picture and sound, or nothing that this build can decode.
std::optional<Error> reason_to_refuse(const AVFormatContext& format, const MediaInfo& info);

}  // namespace cliffhanger
