// An HTTP/1.1 server on loopback inside the test process, with every fault that a real one can have.
// One thread of its own serves all connections; every method may be called from any thread. No sleeping: a test waits
// with wait_for_*(), which return false after ten seconds, and lets stalled answers go on with release().
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cliffhanger::test {

/// What one path answers. The faults are fields; a healthy route leaves them alone.
struct HttpRoute {
    std::string body;
    std::string content_type = "application/octet-stream";
    int status = 200;  ///< >= 300 sends `body` as it is, without ranges
    std::string etag;  ///< with its quotes; also obeyed in If-Range and If-None-Match
    std::string last_modified;
    std::vector<std::pair<std::string, std::string>> headers;  ///< further answer headers
    std::string redirect_to;                                   ///< answers 302 with this Location
    std::string retry_after;                                   ///< sent when not empty: seconds or a date
    bool ranges = true;                                        ///< false: no Accept-Ranges, every answer is a whole 200
    bool chunked = false;                                      ///< chunked encoding instead of Content-Length
    bool keep_alive = true;                                    ///< false: closes after the answer
    std::size_t piece = 0;                                     ///< body bytes a write; 0 = as they fit
    std::chrono::microseconds pace{0};                         ///< between two pieces: a slow drip
    bool never_answer = false;                                 ///< takes the request and stays silent until release()
    std::optional<std::size_t> stall_after;  ///< silent after that many body bytes of an answer, until release()
    std::optional<std::size_t> reset_after;  ///< TCP reset after that many body bytes
    std::optional<std::size_t> close_after;  ///< orderly close after that many body bytes: a body cut short
    std::int64_t range_shift = 0;            ///< Content-Range claims and sends a start moved by this much
};

struct HttpTestRequest {
    std::string method;
    std::string path;   ///< with its query
    std::string range;  ///< the Range header, empty when there is none
    std::vector<std::pair<std::string, std::string>> headers;
    std::size_t connection = 0;  ///< which connection it came over, counted from 0

    /// The value of a header, its name compared without case; empty when absent.
    std::string header(const std::string& name) const;
};

class HttpTestServer {
 public:
    HttpTestServer();
    ~HttpTestServer();
    HttpTestServer(const HttpTestServer&) = delete;
    HttpTestServer& operator=(const HttpTestServer&) = delete;

    /// Adds or replaces what a path (without query) answers. Unknown paths answer 404.
    void add(const std::string& path, HttpRoute route);
    /// The first request to the path gets the first route, and so on; the last one repeats.
    void add_sequence(const std::string& path, std::vector<HttpRoute> routes);

    /// From now on an address without this in its query is refused with 403: signatures that expire.
    void require_query(const std::string& query);

    /// http://127.0.0.1:port/path; `host` can be "localhost" where a test needs a second host.
    std::string url(const std::string& path, const std::string& host = "127.0.0.1") const;

    /// Everything stalled at this moment goes on; later requests stall anew.
    void release();

    /// Every request in the order in which they were understood.
    std::vector<HttpTestRequest> requests() const;
    std::vector<HttpTestRequest> requests(const std::string& path) const;
    std::size_t count(const std::string& path) const;
    /// How many connections were ever accepted, and how many are open.
    std::size_t connections() const;
    std::size_t open_connections() const;

    bool wait_for_requests(const std::string& path, std::size_t count) const;
    /// Waits until that many answers stand still at stall_after or never_answer.
    bool wait_for_stalled(std::size_t count = 1) const;
    /// Waits until no more than that many connections are open: the client hung up.
    bool wait_for_open_connections(std::size_t at_most) const;

 private:
    class Loop;
    std::unique_ptr<Loop> loop_;
};

/// An address on loopback where nothing listens.
std::string refused_url();

}  // namespace cliffhanger::test
