#include "player/pipeline/stream_choice.h"

#include <string>
#include <string_view>

#include "net/catalog/language_tag.h"

namespace cliffhanger {
namespace {

std::string primary(std::string_view tag) {
    return std::string(primary_language(normalize_language(tag).value_or(std::string(tag))));
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
        return (same_language(stream.language, preferred_language) ? 8 : 0) + (stream.audio_description ? 0 : 4) +
               (stream.beside ? 0 : 2) + (stream.is_default ? 1 : 0);
    };
    for (const auto& stream : info.streams) {
        if (stream.kind != StreamKind::Audio || !stream.decodable) continue;
        if (best == nullptr || score(stream) > score(*best)) best = &stream;
    }
    return best != nullptr ? best->index : -1;
}

}  // namespace cliffhanger
