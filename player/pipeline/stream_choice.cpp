#include "player/pipeline/stream_choice.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

namespace cliffhanger {
namespace {

// MP4 and Matroska name languages in three letters, feeds in two.
constexpr std::array<std::pair<std::string_view, std::string_view>, 38> kTwoLetters = {{
    {"ara", "ar"}, {"ben", "bn"}, {"ces", "cs"}, {"chi", "zh"}, {"cze", "cs"}, {"dan", "da"}, {"deu", "de"},
    {"dut", "nl"}, {"ell", "el"}, {"eng", "en"}, {"fas", "fa"}, {"fil", "tl"}, {"fin", "fi"}, {"fra", "fr"},
    {"fre", "fr"}, {"ger", "de"}, {"gre", "el"}, {"heb", "he"}, {"hin", "hi"}, {"hun", "hu"}, {"ind", "id"},
    {"ita", "it"}, {"jpn", "ja"}, {"kor", "ko"}, {"msa", "ms"}, {"may", "ms"}, {"nld", "nl"}, {"nor", "no"},
    {"per", "fa"}, {"pol", "pl"}, {"por", "pt"}, {"rus", "ru"}, {"spa", "es"}, {"swe", "sv"}, {"tha", "th"},
    {"tur", "tr"}, {"vie", "vi"}, {"zho", "zh"},
}};

std::string primary(std::string_view tag) {
    std::string code(tag.substr(0, tag.find_first_of("-_")));
    std::transform(code.begin(), code.end(), code.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    const auto* known =
        std::find_if(kTwoLetters.begin(), kTwoLetters.end(), [&](const auto& pair) { return pair.first == code; });
    return known != kTwoLetters.end() ? std::string(known->second) : code;
}

bool better_video(const StreamInfo& a, const StreamInfo& b) {
    if (a.attached_picture != b.attached_picture) return !a.attached_picture;
    if (a.is_default != b.is_default) return a.is_default;
    return static_cast<long>(a.width) * a.height > static_cast<long>(b.width) * b.height;
}

}  // namespace

bool same_language(std::string_view a, std::string_view b) {
    return !a.empty() && !b.empty() && primary(a) == primary(b);
}

int choose_video(const MediaInfo& info) {
    const StreamInfo* best = nullptr;
    for (const auto& stream : info.streams) {
        if (stream.kind != StreamKind::Video || !stream.decodable) continue;
        if (best == nullptr || better_video(stream, *best)) best = &stream;
    }
    return best != nullptr ? best->index : -1;
}

int choose_audio(const MediaInfo& info, std::string_view preferred_language) {
    const StreamInfo* best = nullptr;
    const auto score = [&](const StreamInfo& stream) {
        return (same_language(stream.language, preferred_language) ? 2 : 0) + (stream.is_default ? 1 : 0);
    };
    for (const auto& stream : info.streams) {
        if (stream.kind != StreamKind::Audio || !stream.decodable) continue;
        if (best == nullptr || score(stream) > score(*best)) best = &stream;
    }
    return best != nullptr ? best->index : -1;
}

}  // namespace cliffhanger
