// Turns the header lines of one transfer, which may hold several answers (100 Continue, redirects), into the final
// answer's HttpResponseHead. Pure: one thread, no I/O.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "net/http_client.h"

namespace cliffhanger {

class HttpHeadParser {
 public:
    /// One header line as it came. True when it ended the head of the final answer; head() is then complete but for
    /// final_url. Later lines (trailers) are ignored.
    bool feed(std::string_view line);
    const HttpResponseHead& head() const { return head_; }

 private:
    void start(std::string_view status_line);
    void take(std::string_view name, std::string_view value);
    void finish();

    HttpResponseHead head_;
    bool started_ = false, complete_ = false;
    bool has_location_ = false, encoded_ = false;
    std::string retry_after_;
};

/// "120", or a date, which is taken relative to the same answer's Date header. nullopt for anything else.
std::optional<std::chrono::seconds> parse_retry_after(std::string_view value, std::string_view date);

struct ContentRange {
    std::optional<std::int64_t> first, last, total;
};
/// "bytes 0-99/1000", "bytes 0-99/*" or "bytes */1000"; nullopt for anything else.
std::optional<ContentRange> parse_content_range(std::string_view value);

}  // namespace cliffhanger
