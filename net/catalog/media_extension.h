// What a file's name says it is. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace cliffhanger {

enum class FileKind { Video, Audio, Subtitle, Image, Feed, Playlist, Other };

/// Without the dot, in lower case; empty when there is none.
std::string file_extension(std::string_view name);
FileKind file_kind(std::string_view name);
/// The name without its last extension.
std::string_view file_stem(std::string_view name);

/// "MP4", "HLS", "DASH", ... for an address or path; empty when its extension says nothing.
std::string video_type_of(std::string_view address);

}  // namespace cliffhanger
