// An HttpClient that answers from a script, without sockets and without threads of its own.
// Thread-safe; only an answer with `hangs` blocks, until it is aborted or destroyed.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "net/http_client.h"

namespace cliffhanger::test {

/// What one request to one address gets.
struct FakeHttpAnswer {
    int status = 200;  ///< 200 becomes 206 for a ranged request, when `ranges`
    std::string body;  ///< of the whole resource
    std::string content_type = "video/mp4";
    std::string etag, last_modified;
    std::string final_url;  ///< empty: the request's own
    std::optional<std::chrono::seconds> retry_after;
    bool ranges = true;
    bool says_size = true;                 ///< false: no length, as with chunked encoding
    std::size_t chunk = 0;                 ///< most bytes a read gives; 0 = as many as fit
    std::optional<std::size_t> cut_after;  ///< after so many bytes of this answer, reads fail with `cut_error`
    ErrorKind cut_error = ErrorKind::Io;
    std::optional<ErrorKind> fails;            ///< no answer at all but this error
    bool hangs = false;                        ///< no answer until aborted
    std::optional<std::int64_t> longest_part;  ///< a partial answer gives no more than this
    std::int64_t range_shift = 0;              ///< claims a start moved by so much
};

class FakeHttpClient final : public HttpClient {
 public:
    /// The first request to the address gets the first answer, and so on; the last one repeats. Others get a 404.
    void script(const std::string& url, std::vector<FakeHttpAnswer> answers);
    std::unique_ptr<HttpStream> open(HttpRequest request) override;
    std::vector<HttpRequest> requests() const;

 private:
    struct Script {
        std::vector<FakeHttpAnswer> answers;
        std::size_t served = 0;
    };
    mutable std::mutex mutex_;  // guards everything below
    std::map<std::string, Script> scripts_;
    std::vector<HttpRequest> requests_;
};

}  // namespace cliffhanger::test
