// From bytes in an unknown encoding to UTF-8: byte order marks first, then UTF-8's own rules, then statistics.
// Pure functions, safe from any thread; never fail, what cannot be read becomes U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace cliffhanger {

struct DecodedText {
    std::string utf8;      ///< valid UTF-8, without byte order mark, lines ended by '\n' alone, no zero bytes
    std::string encoding;  ///< what the bytes were in, as IANA names it
};

DecodedText decode_text(std::string_view bytes);

/// Appends a code point as UTF-8; U+FFFD for what is none.
void append_utf8(std::string& out, char32_t code_point);

}  // namespace cliffhanger
