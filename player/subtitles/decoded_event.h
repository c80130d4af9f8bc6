// What libavcodec's subtitle decoders give out, as text. For .cpp files inside player/ only; pure.
#pragma once

#include <string>
#include <string_view>

struct AVSubtitleRect;

namespace cliffhanger {

/// The text of an event as libavcodec writes it: without order, layer, style, name, three margins and effect.
std::string_view decoded_event_body(std::string_view event);

/// Plain text, lines separated by '\n'; empty for a picture.
std::string decoded_event_text(const AVSubtitleRect& rect);

}  // namespace cliffhanger
