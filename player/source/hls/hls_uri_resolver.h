// The addresses inside a playlist, made absolute. Many playlists name thousands of segments beside them, so the common
// ones ("segment12.ts?x=1") are put together without libcurl. Not thread-safe; one object a playlist.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "net/result.h"
#include "net/url.h"

namespace cliffhanger {

class HlsUriResolver {
 public:
    /// `folder` only for a local playlist: what it may name lies there; empty for the playlist's own folder.
    HlsUriResolver(const std::string& playlist_url, const std::string& folder);

    /// An http(s) URL or a local path. Forbidden, Corrupted and Unsupported as resolve_address() says; TooLarge when
    /// the addresses together are beyond anything a playlist needs.
    [[nodiscard]] Result<std::string> resolve(std::string_view reference);

 private:
    Result<std::string> resolve_local(const std::string& reference) const;

    bool local_ = false;
    std::string base_;       ///< the playlist's URL, or the folder that it lies in
    std::string directory_;  ///< the URL's part in front of plain references; empty when there is none
    std::string folder_;     ///< local: what bounds it
    std::size_t total_bytes_ = 0;
};

}  // namespace cliffhanger
