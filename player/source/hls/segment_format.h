// What a segment is, from its first bytes: names and types that servers give say nothing. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "net/result.h"

namespace cliffhanger {

/// So many bytes are enough to tell, as long as the segment has them.
inline constexpr std::size_t kSegmentHeadBytes = 4096;

enum class SegmentFormat { MpegTs, Mp4, Aac, Mp3, Ac3, Eac3, WebVtt, Unknown };

struct SegmentHead {
    SegmentFormat format = SegmentFormat::Unknown;
    /// Packed audio: the first sample's MPEG-TS time stamp (33 bits, 90 kHz), from the ID3 tag that HLS asks for.
    std::optional<std::int64_t> timestamp;
    /// Packed audio: the bytes of the ID3 tags in front of the first frame; may be beyond the head.
    std::size_t id3_bytes = 0;
    /// Somebody's bytes in front of the media (the picture that a segment is disguised as), which belong cut off.
    std::size_t disguise_bytes = 0;
    /// It begins as a picture does, and no media was found yet: more of it may tell.
    bool may_be_disguised = false;
};

/// `head` is the beginning of a segment or of an initialisation section. Unsupported when it is a page, a message or a
/// playlist instead of media. Unknown is no error: libav may know better.
[[nodiscard]] Result<SegmentHead> sniff_segment(std::span<const std::byte> head);

/// libav's name of the demuxer ("mpegts"); empty for WebVtt and Unknown.
std::string_view demuxer_name(SegmentFormat format);

}  // namespace cliffhanger
