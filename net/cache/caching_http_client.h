// An HttpClient that keeps media in a SegmentCache: answers from there what HTTP allows, takes what is missing from
// the network, from the missing byte on, and stores what passes through. Requests with CacheUse::Never pass by it.
// Thread-safe. open() reads one small file at most and never waits for the network; streams read extents from the disk
// on their reader's thread. The client and the cache outlive it; streams must end before the cache does.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "net/cache/segment_cache.h"
#include "net/http_client.h"
#include "net/network_figures.h"

namespace cliffhanger {

struct CachingHttpClientOptions {
    /// What the network client adds to every request: answers to other such headers are other answers.
    HttpHeaders default_headers;
    /// The calendar, which alone can tell how old something from an earlier run is.
    std::function<std::chrono::sys_seconds()> calendar = [] {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    };
    std::shared_ptr<NetworkFigures> figures;  ///< counted in; null = nobody counts
};

class CachingHttpClient final : public HttpClient {
 public:
    CachingHttpClient(HttpClient& network, SegmentCache& cache, CachingHttpClientOptions options = {})
        : network_(network), cache_(cache), options_(std::move(options)) {}

    std::unique_ptr<HttpStream> open(HttpRequest request) override;
    bool holds(const HttpRequest& request) const override;

 private:
    HttpClient& network_;
    SegmentCache& cache_;
    const CachingHttpClientOptions options_;
};

}  // namespace cliffhanger
