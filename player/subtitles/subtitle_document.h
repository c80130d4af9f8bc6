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
#include "player/subtitles/ass_script.h"

namespace cliffhanger {

/// Larger files are refused: a full-length film's subtitles are a few hundred kilobytes.
inline constexpr std::size_t kMaxSubtitleBytes = 8u << 20;

/// A subtitle that is a picture: where it lies on the picture it was made for, which is scaled with the video.
struct CuePicture {
    int canvas_width = 0, canvas_height = 0;
    int x = 0, y = 0;
    ImagePtr image;
};

/// What of a cue's text looks different from how captions look otherwise.
struct CueLook {
    bool bold = false, italic = false;
    std::optional<std::uint32_t> rgb;
    bool underline = false, strike = false;
    std::optional<std::uint32_t> background;  ///< what lies behind the letters, as it looks over black
    /// How ruby's base is read, in small letters over it. One object a base; empty: nothing is said.
    std::shared_ptr<const std::string> reading;
    bool operator==(const CueLook&) const = default;
};

struct CueSpan {
    std::size_t begin = 0, end = 0;  ///< bytes of the text
    CueLook look;
    bool operator==(const CueSpan&) const = default;
};

enum class CueAnchor { Start, Middle, End };
enum class CueWriting { Across, ColumnsFromRight, ColumnsFromLeft };

/// Where an author wants a cue that does not stand where cues stand anyway; shares of the picture.
struct CuePlace {
    std::optional<float> line;                 ///< from the top; absent: where cues stand anyway
    CueAnchor line_anchor = CueAnchor::Start;  ///< which edge of the cue is on the line
    float position = 0.5f;                     ///< from the left
    CueAnchor position_anchor = CueAnchor::Middle;
    CueAnchor align = CueAnchor::Middle;  ///< of the lines within the cue
    float size = 1;                       ///< how wide it may be; how high, in columns
    CueWriting writing = CueWriting::Across;
    bool operator==(const CuePlace&) const = default;
};

/// The end of what lasts until the next cue.
inline constexpr MediaTime kUntilNext = MediaTime::max();

struct SubtitleCue {
    MediaTime start{0}, end{0};
    std::string text;  ///< UTF-8, lines separated by '\n', markup removed
    std::vector<CueSpan> spans;
    std::optional<CuePlace> place;
    std::vector<CuePicture> pictures;
    std::string event;  ///< of a styled track inside a medium: as libass reads it
};

/// Of a live stream.
struct LiveSubtitles {
    Microseconds more_at{0};       ///< on the clock: when there may be more
    std::int64_t read_until = -1;  ///< the media sequence number of the last segment in it
};

struct SubtitleDocument {
    std::string format;                    ///< "webvtt", "subrip", "ass", "ttml", ...
    std::string encoding;                  ///< what the bytes were in, as IANA names it: "UTF-8", "GB18030"
    std::vector<SubtitleCue> cues;         ///< sorted by start; may overlap
    std::shared_ptr<const AssScript> ass;  ///< of styled scripts, which are drawn by libass
    std::optional<LiveSubtitles> live;     ///< nullopt: that is all

    /// The cues to show at a time, oldest first; empty ones are left out.
    std::vector<const SubtitleCue*> at(MediaTime time) const;
};

/// Detects encoding and format from the bytes; `file_name` only breaks ties. Corrupted when no cue can be read (but
/// WebVTT may be empty), TooLarge beyond kMaxSubtitleBytes, Unsupported when the format is known and not text.
[[nodiscard]] Result<SubtitleDocument> parse_subtitles(std::string_view bytes, std::string_view file_name);

}  // namespace cliffhanger
