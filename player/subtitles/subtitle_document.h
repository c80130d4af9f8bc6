// Subtitles of one language, text or pictures: cues in order of time. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/result.h"
#include "player/images/image.h"
#include "player/media_time.h"

namespace cliffhanger {

/// Larger files are refused: a full-length film's subtitles are a few hundred kilobytes.
inline constexpr std::size_t kMaxSubtitleBytes = 8u << 20;

/// A subtitle that is a picture: where it lies on the picture it was made for, which is scaled with the video.
struct CuePicture {
    int canvas_width = 0, canvas_height = 0;
    int x = 0, y = 0;
    ImagePtr image;
};

/// The end of what lasts until the next cue.
inline constexpr MediaTime kUntilNext = MediaTime::max();

struct SubtitleCue {
    MediaTime start{0}, end{0};
    std::string text;  ///< UTF-8, lines separated by '\n', markup removed
    std::vector<CuePicture> pictures;
};

/// Of a live stream.
struct LiveSubtitles {
    Microseconds more_at{0};       ///< on the clock: when there may be more
    std::int64_t read_until = -1;  ///< the media sequence number of the last segment in it
};

struct SubtitleDocument {
    std::string format;                 ///< "webvtt", "subrip", "ass", "ttml", ...
    std::string encoding;               ///< what the bytes were in, as IANA names it: "UTF-8", "GB18030"
    std::vector<SubtitleCue> cues;      ///< sorted by start; may overlap
    std::optional<LiveSubtitles> live;  ///< nullopt: that is all

    /// The cues to show at a time, oldest first; empty ones are left out.
    std::vector<const SubtitleCue*> at(MediaTime time) const;
};

/// Detects encoding and format from the bytes; `file_name` only breaks ties. Corrupted when no cue can be read (but
/// WebVTT may be empty), TooLarge beyond kMaxSubtitleBytes, Unsupported when the format is known and not text.
[[nodiscard]] Result<SubtitleDocument> parse_subtitles(std::string_view bytes, std::string_view file_name);

}  // namespace cliffhanger
