// Brings one resource into one file, going on where an earlier try ended: what is there stays only if the server says
// that it is of the same version. Blocks; `stop` ends it at once.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "net/http_client.h"

namespace cliffhanger {

/// By what a server knows a version of a resource; both empty: it does not say.
struct ResourceVersion {
    std::string etag, last_modified;
    /// What If-Range may carry; empty: there is none, and what is there cannot be completed.
    std::string validator() const;
};

struct FileFetch {
    std::string url;
    HttpHeaders headers;
    std::optional<ByteRange> range;  ///< of the resource, when only a part of it is wanted: such a part is not resumed
    std::filesystem::path target;    ///< appears when it is whole; until then there is "<target>.part"
    ResourceVersion version;         ///< of what lies in the part file
};

struct FetchWatcher {
    /// What is there is of this version from now on; called before a byte of it is written. An error ends the fetch.
    std::function<Result<void>(const ResourceVersion& version, std::optional<std::int64_t> total)> begins;
    /// The part file has so many bytes now.
    std::function<void(std::int64_t bytes)> grows;
};

/// TooLarge: the disk is full. Corrupted: the server answers with other bytes than asked for.
[[nodiscard]] Result<void> fetch_into_file(const FileFetch& fetch, HttpClient& http, const FetchWatcher& watcher,
                                           const std::stop_token& stop);

struct FetchedText {
    std::string text, final_url;
};
[[nodiscard]] Result<FetchedText> fetch_text(const std::string& url, const HttpHeaders& headers, std::size_t most,
                                             HttpClient& http, const std::stop_token& stop);

}  // namespace cliffhanger
