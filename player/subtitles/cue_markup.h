// The markup of subtitle formats as text with looks and places. Pure functions.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "player/subtitles/cue_text_builder.h"

namespace cliffhanger {

struct MarkedText {
    StyledText styled;
    std::optional<CuePlace> place;
};

/// The body of an ASS event: \i \b \u \c and \an count, drawings are left out, \N and \n are line ends, \h a space.
MarkedText text_from_ass(std::string_view text);

/// SubRip: <b> <i> <u> <font color>, and {\an8} as everybody writes it; a '<' that begins no tag stays.
MarkedText text_from_srt(std::string_view text);

/// Changes a look as the classes and the name of a tag ("c.yellow.shout", "v Ann") say.
using TagStyler = std::function<void(std::string_view name, std::string_view classes, CueLook& look)>;

/// WebVTT: tags nest; the readings of ruby are left out, as there is no place for them in one line.
/// `base`: how the whole cue looks.
StyledText text_from_webvtt(std::string_view text, const CueLook& base, const TagStyler& styler);

/// "#rgb", "#rrggbb", "rgb(1, 2, 3)" and the names of CSS 2; nullopt for anything else.
std::optional<std::uint32_t> parse_css_color(std::string_view text);

/// Where "\an1" to "\an9" put a cue; nullopt for 2, where it stands anyway.
std::optional<CuePlace> place_on_keypad(int key);

}  // namespace cliffhanger
