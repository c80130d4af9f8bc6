// Two libraries' opinions on what encoding a text is in. uchardet is right more often where letters are single bytes;
// ICU bears characters that the makers of systems added to double-byte standards.
// Pure functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace cliffhanger {

/// As uchardet names it; empty when it has no opinion.
std::string detect_charset(std::string_view text);

struct CharsetOpinion {
    std::string name;    ///< as ICU names it, in capitals
    int confidence = 0;  ///< 0..100
};

/// ICU's first choice. The library is opened when it is first asked: without it, no opinion and a warning.
CharsetOpinion second_charset_opinion(std::string_view text);

}  // namespace cliffhanger
