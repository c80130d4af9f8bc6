// The text of a feed, from the network or the disk, as far as it is one: stops reading as soon as it is something else.
// Blocks; `stop` ends it at once.
#pragma once

#include <stop_token>
#include <string>

#include "net/catalog/source_kind.h"
#include "net/http_client.h"
#include "net/result.h"

namespace cliffhanger {

/// No feed is larger; beyond it: TooLarge.
inline constexpr std::size_t kMostFeedBytes = 64u << 20;

struct FetchedSource {
    SourceKind kind = SourceKind::Media;
    std::string text;     ///< of a feed; empty for media
    std::string address;  ///< after redirects; relative addresses are resolved against it
};

[[nodiscard]] Result<FetchedSource> fetch_http_source(const std::string& url, HttpClient& http, std::stop_token stop);
[[nodiscard]] Result<FetchedSource> fetch_file_source(const std::string& path, std::stop_token stop);

}  // namespace cliffhanger
