// The events of ASS and SSA scripts as plain text; styles, positions, fonts and pictures are skipped. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// Whether the text has the sections of a script.
bool is_ass(std::string_view text);

struct AssEvent {
    MediaTime start{0}, end{0};
    std::string_view fields, text;  ///< of the script: all of them, and the last one
};

/// The lines of [Events] that say something, in their order.
std::vector<AssEvent> parse_ass_events(std::string_view text);

/// `text` as decode_subtitle_text() gives it. Lenient: whatever `Format` says, and lines that do not parse are left
/// out.
std::vector<SubtitleCue> parse_ass(std::string_view text);

}  // namespace cliffhanger
