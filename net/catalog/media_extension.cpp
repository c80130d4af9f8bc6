#include "net/catalog/media_extension.h"

#include <algorithm>
#include <span>

#include "net/catalog/feed_values.h"
#include "net/url.h"

namespace cliffhanger {

namespace {

using Extensions = std::span<const std::string_view>;

constexpr std::string_view kVideo[] = {"mp4", "m4v", "mov",  "webm", "mkv", "ts",  "m2ts",
                                       "mts", "mpg", "mpeg", "avi",  "flv", "ogv", "3gp"};
constexpr std::string_view kAudio[] = {"m4a", "mp3", "flac", "ogg", "wav", "opus"};
/// Text alone. EBU's binary files are .stl too, more often than text is.
constexpr std::string_view kSubtitle[] = {"srt", "vtt", "ass", "ssa", "ttml", "dfxp", "smi", "sami",
                                          "sub", "lrc", "rt",  "jss", "pjs",  "vpl",  "aqt"};
constexpr std::string_view kImage[] = {"jpg", "jpeg", "png", "webp"};
constexpr std::string_view kPlaylist[] = {"m3u", "m3u8", "mpd"};

bool is_one_of(std::string_view extension, Extensions extensions) {
    return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

std::size_t dot_of(std::string_view name) {
    const std::size_t slash = name.find_last_of('/');
    const std::size_t first = slash == std::string_view::npos ? 0 : slash + 1;
    const std::size_t dot = name.find_last_of('.');
    return dot == std::string_view::npos || dot <= first ? std::string_view::npos : dot;
}

}  // namespace

std::string file_extension(std::string_view name) {
    const std::size_t dot = dot_of(name);
    return dot == std::string_view::npos ? std::string() : ascii_lower(name.substr(dot + 1));
}

std::string_view file_stem(std::string_view name) { return name.substr(0, dot_of(name)); }

FileKind file_kind(std::string_view name) {
    const std::string extension = file_extension(name);
    if (is_one_of(extension, kVideo)) return FileKind::Video;
    if (is_one_of(extension, kAudio)) return FileKind::Audio;
    if (is_one_of(extension, kSubtitle)) return FileKind::Subtitle;
    if (is_one_of(extension, kImage)) return FileKind::Image;
    if (is_one_of(extension, kPlaylist)) return FileKind::Playlist;
    return extension == "json" ? FileKind::Feed : FileKind::Other;
}

std::string video_type_of(std::string_view address) {
    const std::string path = is_http_url(address) ? url_path(address) : std::string(address);
    const std::string extension = file_extension(path);
    if (extension == "m3u8") return "HLS";
    if (extension == "mpd") return "DASH";
    if (extension == "ism" || path.ends_with("/Manifest")) return "SMOOTH";
    return is_one_of(extension, kVideo) || is_one_of(extension, kAudio) ? ascii_upper(extension) : std::string();
}

}  // namespace cliffhanger
