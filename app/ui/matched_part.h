// Of a text that does not fit, the part that shows what was looked for in it. Pure but for the measuring.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/text_engine.h"

namespace cliffhanger {

struct MatchedPart {
    std::string text;
    std::vector<TextSpan> spans;
};

/// `fits`: whether a text has room. Gives the text as it is when its first span is seen in it; else a part that begins
/// with an ellipsis, at a word where there are words, and has as much in front of the span as there is room for.
MatchedPart part_with_match(const std::string& text, const std::vector<TextSpan>& spans,
                            const std::function<bool(std::string_view)>& fits);

}  // namespace cliffhanger
