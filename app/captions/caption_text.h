// What the looks of cues become on the screen: letters that can be read, whatever their authors wanted. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/text/text_engine.h"
#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// Cues that share a plate, a line under the other.
struct CaptionText {
    std::string text;
    std::vector<TextSpan> spans;
    std::vector<TextRuby> rubies;
    std::optional<std::uint32_t> plate;  ///< a colour for all of the plate
};

/// What the viewer has chosen, as far as authors' colours go by it.
struct CaptionInk {
    std::uint32_t letters = 0xffffff;
    bool plate = true;  ///< without one there are no backgrounds either
};

/// Appends a cue. Letters keep a colour that has 4.5:1 (WCAG 2.1) on their background, or on black; a background stays
/// behind letters that have it there.
void append_cue(CaptionText& text, const SubtitleCue& cue, const CaptionInk& ink);

/// One background behind everything is the plate's colour.
void give_plate(CaptionText& text);

/// Where nothing can stand over letters: with the readings in parentheses behind what they are the reading of.
std::string text_with_readings(const CaptionText& text);

}  // namespace cliffhanger
