// The markup of subtitle formats as text with looks and places. Pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "player/subtitles/cue_text_builder.h"

namespace cliffhanger {

struct MarkedText {
    StyledText styled;
    std::optional<CuePlace> place;
};

/// The body of an ASS event: \i \b \u \s \c and \an count, drawings are left out, \N and \n are line ends, \h a space.
MarkedText text_from_ass(std::string_view text);

/// SubRip: <b> <i> <u> <s> <font color>, and {\an8} as everybody writes it; a '<' that begins no tag stays.
MarkedText text_from_srt(std::string_view text);

/// "#rgb", "#rrggbb", "rgb(1, 2, 3)" and CSS's names, opaque whatever they say; nullopt for anything else.
std::optional<std::uint32_t> parse_css_color(std::string_view text);
/// What such a colour looks like over black; nullopt for what lets everything through.
std::optional<std::uint32_t> css_color_over_black(std::string_view text);

/// Where "\an1" to "\an9" put a cue; nullopt for 2, where it stands anyway.
std::optional<CuePlace> place_on_keypad(int key);

}  // namespace cliffhanger
