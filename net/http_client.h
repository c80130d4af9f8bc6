// The HTTP interface that byte sources and catalogs use; CurlHttpClient implements it, tests script a FakeHttpClient.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "net/clock.h"
#include "net/result.h"

namespace cliffhanger {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// Which request goes first when connections are short.
enum class Priority { Playback, Preload, Artwork };

struct ByteRange {
    std::int64_t first = 0;
    std::optional<std::int64_t> last;  ///< inclusive, as in RFC 9110; absent = to the end
};

struct HttpRequest {
    std::string url;  ///< http or https only; anything else fails with Unsupported
    HttpHeaders headers;
    std::optional<ByteRange> range;
    Priority priority = Priority::Playback;
    Microseconds connect_timeout = std::chrono::seconds(8);
    Microseconds stall_timeout = std::chrono::seconds(10);  ///< no byte for this long is a Timeout
    bool accept_compression = false;                        ///< for text; media is never compressed on the wire
};

struct HttpResponseHead {
    int status = 0;
    std::string final_url;                       ///< after redirects
    std::optional<std::int64_t> content_length;  ///< of this body
    std::optional<std::int64_t> total_size;      ///< of the whole resource, from Content-Range or a 200's length
    std::int64_t range_start = 0;                ///< where this body begins; 0 for a 200
    bool accepts_ranges = false;
    std::string content_type;
    std::string etag;
    std::string last_modified;
    std::optional<std::chrono::seconds> retry_after;
};

/// One response body. Used by one thread at a time, but for abort(). Destruction cancels the transfer on the wire.
class HttpStream {
 public:
    virtual ~HttpStream() = default;
    /// Blocks until the final response's head is there. A status >= 400 is a value here, not an error.
    [[nodiscard]] virtual Result<HttpResponseHead> head() = 0;
    /// Blocks for at least one byte; 0 = the body is complete. A body cut short is Io.
    [[nodiscard]] virtual Result<std::size_t> read(std::span<std::byte> into) = 0;
    /// From any thread: the blocked and every later call returns Aborted at once.
    virtual void abort() noexcept = 0;
};

/// Thread-safe. open() never blocks: the connection is made on the client's own thread.
class HttpClient {
 public:
    virtual ~HttpClient() = default;
    [[nodiscard]] virtual std::unique_ptr<HttpStream> open(HttpRequest request) = 0;
};

/// The error for a status >= 400, with the kind a person can act on.
Error http_status_error(const HttpResponseHead& head, const std::string& url);

}  // namespace cliffhanger
