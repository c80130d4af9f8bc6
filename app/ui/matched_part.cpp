#include "app/ui/matched_part.h"

#include <algorithm>

namespace cliffhanger {
namespace {

constexpr std::string_view kEllipsis = "…";

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80; }

/// Where the part may begin: behind blanks; in scripts without blanks, at any character.
std::vector<std::size_t> beginnings(std::string_view text, std::size_t end) {
    std::vector<std::size_t> found;
    const bool words = text.substr(0, end).find(' ') != std::string_view::npos;
    for (std::size_t i = 1; i < end; ++i) {
        if (continues(text[i])) continue;
        if (!words || text[i - 1] == ' ') found.push_back(i);
    }
    found.push_back(end);
    return found;
}

}  // namespace

MatchedPart part_with_match(const std::string& text, const std::vector<TextSpan>& spans,
                            const std::function<bool(std::string_view)>& fits) {
    if (spans.empty() || spans.front().end > text.size()) return {text, spans};
    const TextSpan& first = spans.front();
    const bool last = first.end == text.size();
    const auto tail = last ? std::string_view{} : kEllipsis;
    if (fits(text) || fits(text.substr(0, first.end) + std::string(tail))) return {text, spans};
    // The one farthest to the front that leaves the match room; the later ones are shorter.
    const auto starts = beginnings(text, first.begin);
    const auto shown = std::ranges::partition_point(starts, [&](std::size_t start) {
        return !fits(std::string(kEllipsis) + text.substr(start, first.end - start) + std::string(tail));
    });
    const std::size_t start = shown == starts.end() ? first.begin : *shown;
    MatchedPart part{std::string(kEllipsis) + text.substr(start), {}};
    for (TextSpan span : spans) {
        if (span.begin < start) continue;
        span.begin = span.begin - start + kEllipsis.size();
        span.end = span.end - start + kEllipsis.size();
        part.spans.push_back(span);
    }
    return part;
}

}  // namespace cliffhanger
