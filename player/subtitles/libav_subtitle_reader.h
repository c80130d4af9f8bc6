// The older text formats through libavformat's demuxers and libavcodec's decoders, from memory alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

struct LibavSubtitles {
    std::string format;  ///< libavformat's name of it
    std::vector<SubtitleCue> cues;
};

/// `text` as decode_subtitle_text() gives it; `file_name` decides where the text alone does not. Unsupported when no
/// demuxer for text subtitles takes it, Corrupted when one does and breaks.
[[nodiscard]] Result<LibavSubtitles> read_libav_subtitles(std::string_view text, std::string_view file_name);

}  // namespace cliffhanger
