// The last few requests that went over the network, for people who look into things: what was asked for, what came, how
// long it took. Thread-safe; never blocks for long.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "net/http_client.h"

namespace cliffhanger {

struct LoggedRequest {
    std::uint64_t number = 0;
    std::string url, range;  ///< range: "0-1023", "4096-", or empty
    Priority priority = Priority::Playback;
    int status = 0;                  ///< 0: no answer yet, or none at all
    std::int64_t bytes = 0;          ///< of the body, so far
    Microseconds began{0}, took{0};  ///< took: until the body or the stream ended, or so far
    bool ended = false;
};

class RequestLog {
 public:
    static constexpr std::size_t kKept = 32;

    std::uint64_t began(const HttpRequest& request, Microseconds now);
    void answered(std::uint64_t number, int status);
    void received(std::uint64_t number, std::size_t bytes, Microseconds now);
    void ended(std::uint64_t number, Microseconds now);

    /// The newest first.
    [[nodiscard]] std::vector<LoggedRequest> last(std::size_t count) const;
    [[nodiscard]] std::uint64_t count() const;

 private:
    template <class Change>
    void change(std::uint64_t number, Change change);

    mutable std::mutex mutex_;
    // guarded by mutex_
    std::deque<LoggedRequest> requests_;
    std::uint64_t count_ = 0;
};

/// Writes down what passes through on its way to `next`. Both outlive it.
class RecordingHttpClient final : public HttpClient {
 public:
    RecordingHttpClient(HttpClient& next, RequestLog& log, const Clock& clock)
        : next_(next), log_(log), clock_(clock) {}
    std::unique_ptr<HttpStream> open(HttpRequest request) override;
    bool holds(const HttpRequest& request) const override { return next_.holds(request); }

 private:
    HttpClient& next_;
    RequestLog& log_;
    const Clock& clock_;
};

}  // namespace cliffhanger
