// Asks servers how large episodes would be, before anything is fetched: a file's first byte comes with its size, a
// stream's playlist with its rate. Each address is asked about once. Called on the main thread, which it never blocks;
// a thread of its own, made by the first question, waits. `wake` is called from it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "net/http_client.h"

namespace cliffhanger {

struct SizeQuestion {
    std::string url;
    HttpHeaders headers;
    bool stream = false;    ///< an HLS playlist
    double duration_s = 0;  ///< 0 = unknown: nothing can be said of a stream
    int height = 720;       ///< the rung of a stream that would be kept
};

class SizeProbe {
 public:
    SizeProbe(HttpClient& http, std::function<void()> wake) : http_(http), wake_(std::move(wake)) {}
    ~SizeProbe();
    SizeProbe(const SizeProbe&) = delete;
    SizeProbe& operator=(const SizeProbe&) = delete;

    void ask(SizeQuestion question);
    /// nullopt: not known, or not yet.
    std::optional<std::int64_t> size_of(const std::string& url) const;

 private:
    void run(const std::stop_token& stop);
    std::optional<std::int64_t> measure(const SizeQuestion& question, const std::stop_token& stop) const;

    HttpClient& http_;
    const std::function<void()> wake_;
    mutable std::mutex mutex_;
    // Guarded by mutex_.
    std::condition_variable_any asked_;
    std::deque<SizeQuestion> questions_;
    std::map<std::string, std::optional<std::int64_t>> answers_;

    std::jthread thread_;  ///< last: it uses the above
};

}  // namespace cliffhanger
