#include "player/subtitles/srt_parser.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "player/subtitles/cue_markup.h"
#include "player/subtitles/cue_time.h"

namespace cliffhanger {
namespace {

void skip_spaces(std::string_view& text) {
    while (!text.empty() && (text[0] == ' ' || text[0] == '\t')) text.remove_prefix(1);
}

std::optional<SubtitleCue> parse_timings(std::string_view line) {
    SubtitleCue cue;
    skip_spaces(line);
    const auto start = take_clock_time(line);
    if (!start) return std::nullopt;
    skip_spaces(line);
    if (line.substr(0, 3) != "-->") return std::nullopt;
    line.remove_prefix(3);
    skip_spaces(line);
    const auto end = take_clock_time(line);
    if (!end) return std::nullopt;
    cue.start = *start;
    cue.end = *end;
    return cue;
}

bool is_number(std::string_view line) {
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    return !line.empty() && line.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view take_line(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return line;
}

/// The lines of one cue, without the number of the next one, which stands directly above its timings.
void take_text(std::vector<std::string_view>& lines, bool next_cue_follows, SubtitleCue& cue) {
    if (next_cue_follows && !lines.empty() && is_number(lines.back())) lines.pop_back();
    std::string text;
    for (const std::string_view line : lines) (text += line) += '\n';
    lines.clear();
    MarkedText marked = text_from_srt(text);
    cue.text = std::move(marked.styled.text);
    cue.spans = std::move(marked.styled.spans);
    cue.place = marked.place;
}

}  // namespace

bool is_srt(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\n"), text.size()));
    std::string_view line = take_line(text);
    if (is_number(line)) line = take_line(text);
    return parse_timings(line).has_value();
}

std::vector<SubtitleCue> parse_srt(std::string_view text) {
    std::vector<SubtitleCue> cues;
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        auto cue = line.find("-->") == std::string_view::npos ? std::nullopt : parse_timings(line);
        if (!cue) {
            if (!cues.empty()) lines.push_back(line);
            continue;
        }
        if (!cues.empty()) take_text(lines, true, cues.back());
        cues.push_back(std::move(*cue));
    }
    if (!cues.empty()) take_text(lines, false, cues.back());
    return cues;
}

}  // namespace cliffhanger
