#include "player/subtitles/ttml_sample.h"

#include <algorithm>

#include "player/subtitles/subtitle_encoding.h"
#include "player/subtitles/ttml_parser.h"

namespace cliffhanger {
namespace {

/// Pictures that a document names may lie behind it.
std::string_view document_of(std::string_view sample) {
    constexpr std::string_view kEnd = "tt>";
    const std::size_t end = sample.rfind(kEnd);
    return end == std::string_view::npos ? sample : sample.substr(0, end + kEnd.size());
}

bool within(const SubtitleCue& cue, MediaTime begin, MediaTime end) { return cue.start < end && begin < cue.end; }

}  // namespace

std::vector<SubtitleCue> parse_ttml_sample(std::string_view sample, MediaTime begin, MediaTime duration) {
    const SubtitleText text = decode_subtitle_text(document_of(sample));
    const MediaTime end = duration > MediaTime{0} ? begin + duration : kUntilNext;
    auto cues = parse_ttml(text.utf8, end);
    if (!cues) return {};
    const auto seen = [&](const SubtitleCue& cue) { return within(cue, begin, end); };
    if (std::ranges::none_of(*cues, seen)) {
        for (SubtitleCue& cue : *cues) {
            cue.start += begin;
            if (cue.end != kUntilNext) cue.end += begin;
        }
    }
    std::erase_if(*cues, [&](const SubtitleCue& cue) { return !seen(cue); });
    for (SubtitleCue& cue : *cues) {
        cue.start = std::max(cue.start, begin);
        cue.end = std::min(cue.end, end);
    }
    std::ranges::stable_sort(*cues, {}, &SubtitleCue::start);
    return *std::move(cues);
}

void end_cues_at(MediaTime begin, std::vector<SubtitleCue>& cues) {
    for (SubtitleCue& cue : cues) {
        if (cue.start < begin) cue.end = std::min(cue.end, begin);
    }
}

}  // namespace cliffhanger
