#include "player/subtitles/webvtt_sample.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "player/subtitles/webvtt_parser.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kBoxHead = 8;

struct Box {
    std::string_view type, body;
};

/// The next one of `rest`, which is taken away from it.
std::optional<Box> next_box(std::string_view& rest) {
    if (rest.size() < kBoxHead) return std::nullopt;
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size = size << 8 | static_cast<unsigned char>(rest[i]);
    if (size < kBoxHead || size > rest.size()) return std::nullopt;
    const Box box{rest.substr(4, 4), rest.substr(kBoxHead, size - kBoxHead)};
    rest.remove_prefix(size);
    return box;
}

/// A cue as it stood in the file, but for its times.
std::string text_of(std::string_view cue) {
    std::string_view id, settings, text;
    while (const auto box = next_box(cue)) {
        if (box->type == "iden") id = box->body;
        if (box->type == "sttg") settings = box->body;
        if (box->type == "payl") text = box->body;
    }
    std::string out = "\n\n";
    if (!id.empty()) (out += id) += '\n';
    ((out += "00:00.000 --> 00:01.000 ") += settings) += '\n';
    return out += text;
}

}  // namespace

std::string webvtt_head(std::string_view mp4) {
    constexpr std::size_t kSizeBytes = 4;
    const std::size_t name = mp4.find("vttC");
    if (name == std::string_view::npos || name < kSizeBytes) return "WEBVTT";
    std::string_view rest = mp4.substr(name - kSizeBytes);
    const auto box = next_box(rest);
    return box && is_webvtt(box->body) ? std::string(box->body) : "WEBVTT";
}

std::vector<SubtitleCue> parse_webvtt_sample(std::string_view sample, const std::string& head, MediaTime begin,
                                             MediaTime duration) {
    std::string file = head;
    while (const auto box = next_box(sample)) {
        if (box->type == "vttc") file += text_of(box->body);
    }
    std::erase(file, '\r');
    std::erase(file, '\0');
    std::vector<SubtitleCue> cues = parse_webvtt(file);
    for (SubtitleCue& cue : cues) {
        cue.start = begin;
        cue.end = duration > MediaTime{0} ? begin + duration : kUntilNext;
    }
    return cues;
}

}  // namespace cliffhanger
