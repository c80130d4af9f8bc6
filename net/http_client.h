// The HTTP interface that byte sources and catalogs use; CurlHttpClient implements it, tests script a FakeHttpClient.
#pragma once

#include <atomic>
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

/// A priority that whoever asked may change while the answer comes. Copies share it; assigning a Priority makes a new
/// one. Thread-safe.
class LivePriority {
 public:
    LivePriority(Priority priority = Priority::Playback)  // NOLINT(google-explicit-constructor): stands for one
        : shared_(std::make_shared<std::atomic<Priority>>(priority)) {}
    operator Priority() const {
        return shared_->load(std::memory_order_relaxed);
    }  // NOLINT(google-explicit-constructor)
    void change(Priority priority) const { shared_->store(priority, std::memory_order_relaxed); }

 private:
    std::shared_ptr<std::atomic<Priority>> shared_;
};

/// How long the reader of an answer waits for its next kProgress bytes, and twice as long for its head, before it gets
/// a Timeout; may be changed while the answer comes. Copies share it. Thread-safe.
class LivePatience {
 public:
    /// A server that drips is as silent as one that says nothing. 2 KiB in LoadControl::kShortestPatience are 6.5
    /// kbit/s, less than what is left of a line that its provider has throttled.
    static constexpr std::size_t kProgress = 2048;
    /// As long as HttpRequest::stall_timeout.
    static constexpr Microseconds kUnlimited = Microseconds::max();

    Microseconds get() const { return Microseconds(shared_->load(std::memory_order_relaxed)); }
    void change(Microseconds patience) const { shared_->store(patience.count(), std::memory_order_relaxed); }

 private:
    std::shared_ptr<std::atomic<Microseconds::rep>> shared_ =
        std::make_shared<std::atomic<Microseconds::rep>>(kUnlimited.count());
};

/// What a cache between the client and the network may do with a request.
enum class CacheUse {
    Never,       ///< neither answered from a cache nor stored: keys, feeds, whatever nobody has thought about
    Revalidate,  ///< stored, and asked about every time: playlists
    Media,       ///< stored; without a word from the server about its freshness, asked about once a run
};

struct ByteRange {
    std::int64_t first = 0;
    std::optional<std::int64_t> last;  ///< inclusive, as in RFC 9110; absent = to the end
};

struct HttpRequest {
    std::string url;  ///< http or https only; anything else fails with Unsupported
    HttpHeaders headers;
    std::optional<ByteRange> range;
    LivePriority priority = Priority::Playback;
    Microseconds connect_timeout = std::chrono::seconds(8);
    Microseconds stall_timeout = std::chrono::seconds(10);  ///< less than LivePatience::kProgress in so long: a Timeout
    LivePatience patience;
    bool accept_compression = false;  ///< for text; media is never compressed on the wire
    CacheUse cache = CacheUse::Never;
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
    // As they came, for a cache; several Cache-Control lines are joined by commas.
    std::string cache_control, expires, date, age, vary;
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
    /// Whether the whole answer lies on this machine, so that a server is asked for no more than a yes. Looks at the
    /// disk, never at the network.
    [[nodiscard]] virtual bool holds(const HttpRequest& /*request*/) const { return false; }
};

/// The error for a status >= 400, with the kind a person can act on.
Error http_status_error(const HttpResponseHead& head, const std::string& url);

}  // namespace cliffhanger
