#include "player/source/hls/hls_uri_resolver.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace cliffhanger {
namespace {

namespace fs = std::filesystem;

/// A playlist of 200,000 segments with addresses of 600 characters.
constexpr std::size_t kMaxTotalBytes = 128u << 20;

/// Whether appending it to the base's folder is all that resolving means: no scheme, no root, no dot segments, nothing
/// to encode.
bool is_plain(std::string_view reference) {
    if (reference.empty() || reference[0] == '/' || reference[0] == '?' || reference[0] == '.') return false;
    const std::string_view path = reference.substr(0, reference.find('?'));
    if (path.find("/.") != std::string_view::npos) return false;
    return std::all_of(reference.begin(), reference.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) ||
               std::string_view("-_.~/?=&,+").find(c) != std::string::npos;
    });
}

}  // namespace

HlsUriResolver::HlsUriResolver(const std::string& playlist_url, const std::string& folder) {
    if (is_http_url(playlist_url)) {
        base_ = playlist_url;
        // "x" stands for any plain reference; what comes in front of it comes in front of all of them.
        if (const auto sample = resolve_url("x", playlist_url); sample && sample->ends_with('x'))
            directory_ = sample->substr(0, sample->size() - 1);
        return;
    }
    local_ = true;
    const auto path =
        scheme(playlist_url) == "file" ? file_url_to_path(playlist_url) : Result<std::string>(playlist_url);
    base_ = fs::path(path.value_or(playlist_url)).parent_path().string();
    folder_ = folder.empty() ? base_ : folder;
}

Result<std::string> HlsUriResolver::resolve(std::string_view reference) {
    auto resolved = local_ ? resolve_local(std::string(reference))
                    : !directory_.empty() && is_plain(reference)
                        ? Result<std::string>(directory_ + std::string(reference))
                        : resolve_address(std::string(reference), SourceOrigin::network(base_));
    if (!resolved) return resolved;
    total_bytes_ += resolved->size();
    if (total_bytes_ > kMaxTotalBytes) return fail(ErrorKind::TooLarge, "The playlist's addresses are too long.");
    return resolved;
}

Result<std::string> HlsUriResolver::resolve_local(const std::string& reference) const {
    auto beside = resolve_address(reference, SourceOrigin::folder(base_));
    if (beside || beside.error().kind != ErrorKind::Forbidden || !scheme(reference).empty()) return beside;
    // "/a/b.ts" is what a server would have at its root; in a copy on the disk that is the folder.
    const auto path_begin = std::min(reference.find_first_not_of('/'), reference.size());
    if (path_begin > 0) return resolve_address(reference.substr(path_begin), SourceOrigin::folder(folder_));
    // Not below the playlist, but perhaps in the wider folder: "../audio/english.m3u8".
    std::error_code error;
    const fs::path way = fs::relative(base_, folder_, error);
    if (error || folder_ == base_) return beside;
    return resolve_address((way / reference).string(), SourceOrigin::folder(folder_));
}

}  // namespace cliffhanger
