// HLS playlists (RFC 8216 and the common parts of rfc8216bis) as values, and their parser.
// Hints that nobody needs (a version, a type, an odd target duration) are read leniently; what would give the wrong
// bytes (a range, a key, an address, a variable) must be right. Parts, preload hints, steering, date ranges and ad
// markers are passed over. Pure but for local playlists, whose files are looked up to keep them inside their folder.
// Thread-safe. What is refused: Corrupted (with the line), TooLarge, Forbidden (an address that the playlist may not
// name), Unsupported (SAMPLE-AES and DRM, by name).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "net/result.h"
#include "player/media_time.h"
#include "player/source/hls/aes_block.h"

namespace cliffhanger {

/// Larger playlists are refused with TooLarge; whoever fetches one can stop there.
inline constexpr std::size_t kMaxHlsPlaylistBytes = 32u << 20;
inline constexpr std::size_t kMaxHlsSegments = 200'000;

/// Since 1970, UTC.
using WallTime = std::chrono::sys_time<std::chrono::microseconds>;

/// What EXT-X-DEFINE defined, by name.
using HlsVariables = std::map<std::string, std::string, std::less<>>;

/// Both positive or 0, and their sum fits as well.
struct HlsByteRange {
    std::int64_t offset = 0;
    std::int64_t length = 0;
    bool operator==(const HlsByteRange&) const = default;
};

/// AES-128 in CBC mode over a whole segment.
struct HlsKey {
    std::string url;                 ///< http(s)://... or a local path; empty when the playlist holds the key itself
    std::optional<AesBlock> bytes;   ///< from a data: address
    std::optional<AesBlock> vector;  ///< the IV; nullopt: the segment's media sequence number, see aes_vector_of()
    bool operator==(const HlsKey&) const = default;
};

/// The initialisation section that segments need in front of them.
struct HlsMap {
    std::string url;
    std::optional<HlsByteRange> range;
    std::shared_ptr<const HlsKey> key;  ///< nullptr: not encrypted; otherwise it has a vector
};
/// By what they say, not by where it is stored; two nullptrs are the same.
bool same_map(const std::shared_ptr<const HlsMap>& left, const std::shared_ptr<const HlsMap>& right);
bool same_key(const std::shared_ptr<const HlsKey>& left, const std::shared_ptr<const HlsKey>& right);

struct HlsSegment {
    std::string url;  ///< http(s)://... or a local path
    std::optional<HlsByteRange> range;
    MediaTime duration{0};
    std::int64_t media_sequence = 0;
    std::int64_t discontinuity_sequence = 0;
    std::shared_ptr<const HlsKey> key;          ///< nullptr: not encrypted
    std::shared_ptr<const HlsMap> map;          ///< nullptr: none is needed
    std::optional<WallTime> program_date_time;  ///< only where the playlist says it
    std::optional<std::int64_t> bitrate;        ///< bits a second, from EXT-X-BITRATE
    bool gap = false;                           ///< its bytes are not there and must not be asked for
};

struct HlsStart {
    MediaTime offset{0};  ///< negative: from the end
    bool precise = false;
};

struct HlsMediaPlaylist {
    enum class Type { Unstated, Event, Vod };
    Type type = Type::Unstated;
    bool ended = false;            ///< EXT-X-ENDLIST, or of type VOD: it will not change any more
    MediaTime target_duration{0};  ///< always positive: where it is missing, the longest segment's
    std::int64_t media_sequence = 0;
    std::int64_t discontinuity_sequence = 0;
    std::vector<HlsSegment> segments;  ///< a live one may have none yet
    std::optional<HlsStart> start;
    std::optional<MediaTime> hold_back;  ///< EXT-X-SERVER-CONTROL: how far from the live edge to stay
    bool iframes_only = false;
    bool independent_segments = false;
};

/// One rung of the ladder, or one playlist of I-frames. Numbers are 0 and texts empty where nothing is said.
struct HlsVariant {
    std::string url;
    std::int64_t bandwidth = 0;          ///< the peak, bits a second
    std::int64_t average_bandwidth = 0;  ///< bits a second
    int width = 0, height = 0;
    double frame_rate = 0;
    std::string codecs;       ///< as written: "avc1.64001f,mp4a.40.2"
    std::string video_range;  ///< "SDR", "HLG", "PQ"
    std::string hdcp_level;   ///< "NONE", "TYPE-0", "TYPE-1"
    std::string audio_group, video_group, subtitles_group;
    std::string closed_captions_group;  ///< empty for NONE as well
    std::string pathway;                ///< equal variants of several pathways are copies of each other
};

struct HlsRendition {
    enum class Type { Audio, Video, Subtitles, ClosedCaptions };
    Type type = Type::Audio;
    std::string group, name;
    std::string url;       ///< empty: it is inside the variant's own segments
    std::string language;  ///< as written
    std::string associated_language;
    std::string characteristics;  ///< comma-separated: "public.accessibility.describes-video"
    std::string channels;         ///< as written: "6", "16/JOC"
    std::string instream_id;      ///< "CC1", "SERVICE3"
    bool is_default = false, autoselect = false, forced = false;
};

struct HlsMultivariantPlaylist {
    std::vector<HlsVariant> variants;         ///< in the order of the playlist, never empty
    std::vector<HlsVariant> iframe_variants;  ///< for previews
    std::vector<HlsRendition> renditions;
    HlsVariables variables;  ///< what its media playlists may import
    std::optional<HlsStart> start;
    bool independent_segments = false;
};

using HlsPlaylist = std::variant<HlsMultivariantPlaylist, HlsMediaPlaylist>;

/// Where a playlist was found, which decides what it may name.
struct HlsPlaylistPlace {
    /// Its address after redirects, http(s) or an absolute local path. From http(s) it may name http(s), and data: for
    /// keys; from the disk also files inside `folder`.
    std::string url;
    std::string folder = {};    ///< empty: the local playlist's own folder
    HlsVariables imports = {};  ///< HlsMultivariantPlaylist::variables of the playlist that named this one
};

/// Whether the signature stands so near the beginning that parsing is worth a try; parsing says what is wrong with it.
bool may_be_hls_playlist(std::string_view text);

[[nodiscard]] Result<HlsPlaylist> parse_hls_playlist(std::string_view text, const HlsPlaylistPlace& place);

/// The same where only a media playlist will do; Corrupted when the text is a multivariant one.
[[nodiscard]] Result<HlsMediaPlaylist> parse_hls_media_playlist(std::string_view text, const HlsPlaylistPlace& place);

}  // namespace cliffhanger
