// From bytes in an unknown encoding to UTF-8: byte order marks first, then UTF-8's own rules, then statistics.
// Pure functions, safe from any thread; never fail, what cannot be read becomes U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace cliffhanger {

struct SubtitleText {
    std::string utf8;      ///< valid UTF-8, without byte order mark, lines ended by '\n' alone, no zero bytes
    std::string encoding;  ///< what the bytes were in, as IANA names it
};

SubtitleText decode_subtitle_text(std::string_view bytes);

}  // namespace cliffhanger
