// How a run reaches the network: libcurl's client, its bandwidth meter and, where it is wanted, the segment cache
// before them. Owns the three; outlives everything that opens addresses. Made on the main thread; never blocks.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "net/bandwidth_meter.h"
#include "net/cache/cached_only_client.h"
#include "net/cache/caching_http_client.h"
#include "net/cache/segment_cache.h"
#include "net/curl_http_client.h"
#include "net/request_log.h"

namespace cliffhanger {

struct CacheOptions {
    std::optional<int> size_mb;  ///< --cache-size; 0 = off
    std::string folder;          ///< --cache-dir
    bool off = false;            ///< --no-cache

    static constexpr int kDefaultMb = 512;
    /// Windowed playing caches unless told not to; runs for machines (headless, check, probe) only when told to.
    bool wanted(bool by_default) const;
};

/// What may be looked at of it; nullptr: there is none. As long-lived as the stack.
struct NetworkView {
    HttpClient* cached_only = nullptr;  ///< answers from the cache alone
    SegmentCache* cache = nullptr;
    const RequestLog* requests = nullptr;
};

class NetworkStack {
 public:
    enum class Caching { Off, On };
    NetworkStack(CurlHttpClientOptions http, const CacheOptions& cache, Caching by_default);

    HttpClient& client() { return caching_ ? static_cast<HttpClient&>(*caching_) : recording_; }
    bool caches() const { return caching_ != nullptr; }
    const NetworkFigures& figures() const { return *figures_; }
    NetworkView view() const { return {cached_only_.get(), cache_.get(), &requests_}; }
    const BandwidthMeter& bandwidth() const { return *bandwidth_; }

 private:
    std::shared_ptr<BandwidthMeter> bandwidth_;
    std::shared_ptr<NetworkFigures> figures_;
    std::unique_ptr<HttpClient> curl_;
    SystemClock clock_;
    RequestLog requests_;
    RecordingHttpClient recording_;
    std::unique_ptr<SegmentCache> cache_;
    std::unique_ptr<CachingHttpClient> caching_;
    std::unique_ptr<CachedOnlyClient> cached_only_;
};

}  // namespace cliffhanger
