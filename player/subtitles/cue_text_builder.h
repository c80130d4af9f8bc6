// Puts the text of a cue together from pieces that look differently. Plain values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

struct StyledText {
    std::string text;
    std::vector<CueSpan> spans;  ///< in order; what looks like the rest has none
};

class CueTextBuilder {
 public:
    /// Of what is appended from now on.
    CueLook& look() { return look_; }
    void append(std::string_view text);
    /// Spaces at both ends of every line and empty lines at both ends go, as trim_lines() has it.
    StyledText finish() const;

 private:
    struct Piece {
        std::size_t begin;
        CueLook look;
    };
    CueLook look_;
    std::string text_;
    std::vector<Piece> pieces_;
};

}  // namespace cliffhanger
