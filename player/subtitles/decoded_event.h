// What libavcodec's subtitle decoders give out, as text. For .cpp files inside player/ only; pure.
#pragma once

#include <string_view>

#include "player/subtitles/cue_markup.h"

struct AVSubtitleRect;

namespace cliffhanger {

/// The text of an event as libavcodec writes it: without order, layer, style, name, three margins and effect.
std::string_view decoded_event_body(std::string_view event);

/// Its text, looks and place; empty for a picture.
MarkedText decoded_event_text(const AVSubtitleRect& rect);

}  // namespace cliffhanger
