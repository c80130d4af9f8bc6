#include "player/subtitles/cue_text_builder.h"

#include <algorithm>

namespace cliffhanger {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f'; }

/// Where the line [begin, end) has neither space at its ends.
std::pair<std::size_t, std::size_t> trimmed(const std::string& text, std::size_t begin, std::size_t end) {
    while (begin < end && is_space(text[begin])) ++begin;
    while (end > begin && is_space(text[end - 1])) --end;
    return {begin, end};
}

}  // namespace

void CueTextBuilder::append(std::string_view text) {
    if (text.empty()) return;
    if (pieces_.empty() || !(pieces_.back().look == look_)) pieces_.push_back({text_.size(), look_});
    text_ += text;
}

StyledText CueTextBuilder::finish() const {
    StyledText out;
    const auto look_at = [&](std::size_t byte) -> const CueLook& {
        const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), byte,
                                            [](std::size_t at, const Piece& piece) { return at < piece.begin; });
        return (after - 1)->look;
    };
    const auto copy = [&](std::size_t begin, std::size_t end) {
        for (std::size_t at = begin; at < end; ++at) {
            const CueLook& look = look_at(at);
            const bool plain = look == CueLook{};
            const bool goes_on =
                !out.spans.empty() && out.spans.back().look == look && out.spans.back().end == out.text.size();
            if (!plain && !goes_on) out.spans.push_back({out.text.size(), out.text.size(), look});
            out.text += text_[at];
            if (!plain) out.spans.back().end = out.text.size();
        }
    };
    std::size_t empty_lines = 0;
    for (std::size_t line = 0; line <= text_.size();) {
        const std::size_t line_end = std::min(text_.find('\n', line), text_.size());
        const auto [begin, end] = trimmed(text_, line, line_end);
        if (begin == end) {
            ++empty_lines;
        } else {
            if (!out.text.empty()) out.text.append(empty_lines + 1, '\n');
            empty_lines = 0;
            copy(begin, end);
        }
        line = line_end + 1;
    }
    return out;
}

}  // namespace cliffhanger
