#include "player/source/container_probe.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "player/libav.h"
#include "player/source/avio_bytes.h"
#include "player/source/container_policy.h"

namespace cliffhanger {
namespace {

// libavformat takes it for a still picture, and libavcodec finds none in it.
bool begins_as_animated_webp(AVIOContext* bytes) {
    constexpr std::size_t kFlags = 20;
    constexpr unsigned char kAnimation = 2;
    std::array<unsigned char, kFlags + 1> head{};
    const int got = avio_read(bytes, head.data(), static_cast<int>(head.size()));
    if (avio_seek(bytes, 0, SEEK_SET) < 0 || got != static_cast<int>(head.size())) return false;
    return std::string_view(reinterpret_cast<const char*>(head.data()) + 12, 4) == "VP8X" &&
           (head[kFlags] & kAnimation);
}

}  // namespace

Result<const AVInputFormat*> probe_container(AvioBytes& bytes) {
    const AVInputFormat* input = nullptr;
    const int code = av_probe_input_buffer2(bytes.context(), &input, "", nullptr, 0, 0);
    const bool known = code >= 0 && input != nullptr;
    if (known && std::string_view(input->name) == "webp_pipe" && begins_as_animated_webp(bytes.context()))
        return fail(ErrorKind::Unsupported,
                    "animated WebP pictures are not played: WebP that stands still, GIF and APNG are");
    if (known && is_playable_container(input->name)) return input;
    if (auto error = bytes.take_error()) return tl::unexpected(*error);
    if (!bytes.read_anything()) return fail(ErrorKind::Corrupted, "the file is empty");
    return fail(ErrorKind::Unsupported,
                known ? std::string("not a media file, but ") + input->name : std::string("not a media file"));
}

bool is_protected_mp4(std::span<const std::byte> head) {
    // A box with the original format lies between the two names.
    constexpr std::size_t kFarthest = 64;
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    for (std::size_t at = text.find("sinf"); at != std::string_view::npos; at = text.find("sinf", at + 4)) {
        if (text.substr(at, kFarthest).find("schm") != std::string_view::npos) return true;
    }
    return false;
}

}  // namespace cliffhanger
