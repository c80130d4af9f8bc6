// Brings a whole HLS stream into a folder: one rung with its sound and subtitles, under playlists of its own. Segments
// that are there already are not fetched again. Blocks; `stop` ends it at once.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "net/http_client.h"

namespace cliffhanger {

struct StreamFetch {
    std::string url;
    HttpHeaders headers;
    std::filesystem::path folder;
    int height = 720;  ///< the picture's shorter side
};

struct StreamProgress {
    std::int64_t bytes = 0;
    std::optional<std::int64_t> total;  ///< estimated from what has come
};

struct StreamFetched {
    std::string playlist;  ///< the file in the folder that plays
    bool needs_key = false;
};

/// `grows` may refuse to go on. Errors as fetch_into_file(); Unsupported for what cannot be kept.
[[nodiscard]] Result<StreamFetched> fetch_stream(const StreamFetch& fetch, HttpClient& http,
                                                 const std::function<Result<void>(const StreamProgress&)>& grows,
                                                 const std::stop_token& stop);

}  // namespace cliffhanger
