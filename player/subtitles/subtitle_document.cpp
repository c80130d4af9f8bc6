#include "player/subtitles/subtitle_document.h"

#include <algorithm>
#include <cstddef>

#include "player/subtitles/ass_parser.h"
#include "player/subtitles/libav_subtitle_reader.h"
#include "player/subtitles/srt_parser.h"
#include "player/subtitles/subtitle_encoding.h"
#include "player/subtitles/ttml_parser.h"
#include "player/subtitles/webvtt_parser.h"

namespace cliffhanger {
namespace {

/// The known formats that hold pictures instead of text.
bool is_bitmap_format(std::string_view bytes, std::string_view text) {
    using namespace std::string_view_literals;
    return bytes.substr(0, 2) == "PG"sv || bytes.substr(0, 4) == "\0\0\1\xBA"sv ||
           text.substr(0, 19) == "# VobSub index file"sv ||
           bytes.substr(0, 4) ==
               "\x89"
               "BIF"sv;
}

bool has_extension(std::string_view file_name, std::string_view extension) {
    return file_name.size() >= extension.size() && file_name.substr(file_name.size() - extension.size()) == extension;
}

Result<SubtitleDocument> parse_text(std::string_view text, std::string_view file_name) {
    SubtitleDocument document;
    if (is_webvtt(text)) {
        document.format = "webvtt";
        document.cues = parse_webvtt(text);
        return document;  // valid without a single cue
    }
    if (is_ttml(text)) {
        auto cues = parse_ttml(text);
        if (!cues) return tl::unexpected(std::move(cues.error()));
        document.format = "ttml";
        document.cues = std::move(*cues);
    } else if (is_ass(text)) {
        document.format = "ass";
        document.cues = parse_ass(text);
        document.ass = std::make_shared<AssScript>(AssScript{std::string(text), {}});
    } else if (is_srt(text) || has_extension(file_name, ".srt")) {
        document.format = "subrip";
        document.cues = parse_srt(text);
    } else {
        auto read = read_libav_subtitles(text, file_name);
        if (!read) return tl::unexpected(std::move(read.error()));
        document.format = std::move(read->format);
        document.cues = std::move(read->cues);
    }
    if (document.cues.empty()) return fail(ErrorKind::Corrupted, "Not one subtitle could be read");
    return document;
}

}  // namespace

Result<SubtitleDocument> parse_subtitles(std::string_view bytes, std::string_view file_name) {
    const std::string context(file_name);
    if (bytes.size() > kMaxSubtitleBytes) return fail(ErrorKind::TooLarge, "The subtitle file is too large", context);
    SubtitleText decoded = decode_subtitle_text(bytes);
    if (is_bitmap_format(bytes, decoded.utf8)) {
        return fail(ErrorKind::Unsupported, "These subtitles are pictures, not text", context);
    }
    auto document = parse_text(decoded.utf8, file_name);
    if (!document) {
        document.error().context = context;
        return document;
    }
    document->encoding = std::move(decoded.encoding);
    std::stable_sort(document->cues.begin(), document->cues.end(),
                     [](const SubtitleCue& a, const SubtitleCue& b) { return a.start < b.start; });
    return document;
}

std::vector<const SubtitleCue*> SubtitleDocument::at(MediaTime time) const {
    std::vector<const SubtitleCue*> shown;
    for (const SubtitleCue& cue : cues) {
        if (cue.start > time) break;
        if (time < cue.end && !(cue.text.empty() && cue.pictures.empty())) shown.push_back(&cue);
    }
    return shown;
}

}  // namespace cliffhanger
