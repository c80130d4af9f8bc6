// A styled subtitle script (ASS, SSA) as libass reads it. Plain values.
#pragma once

#include <string>
#include <vector>

namespace cliffhanger {

struct AssFont {
    std::string name, data;
};

/// A whole file, or the head of a track inside a medium whose events come as cues.
struct AssScript {
    std::string text;
    std::vector<AssFont> fonts;  ///< attached to the medium; those inside the text are found by libass
};

}  // namespace cliffhanger
