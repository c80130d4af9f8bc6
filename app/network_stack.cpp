#include "app/network_stack.h"

#include <spdlog/spdlog.h>

#include <utility>

namespace cliffhanger {

namespace {

std::unique_ptr<HttpClient> make_measured_client(CurlHttpClientOptions options,
                                                 std::shared_ptr<BandwidthMeter> bandwidth,
                                                 std::shared_ptr<NetworkFigures> figures) {
    options.bandwidth = std::move(bandwidth);
    options.figures = std::move(figures);
    return make_curl_http_client(std::move(options));
}

}  // namespace

bool CacheOptions::wanted(bool by_default) const {
    if (off || size_mb == 0) return false;
    return by_default || size_mb || !folder.empty();
}

NetworkStack::NetworkStack(CurlHttpClientOptions http, const CacheOptions& cache, Caching by_default)
    : bandwidth_(std::make_shared<BandwidthMeter>()),
      figures_(std::make_shared<NetworkFigures>()),
      curl_(make_measured_client(http, bandwidth_, figures_)),
      recording_(*curl_, requests_, clock_) {
    CachingHttpClientOptions caching;
    caching.default_headers = http.headers;
    const std::string folder = cache.folder.empty() ? default_cache_folder() : cache.folder;
    if (!cache.wanted(by_default == Caching::On) || folder.empty()) return;
    const auto budget = std::int64_t{cache.size_mb.value_or(CacheOptions::kDefaultMb)} << 20;
    cache_ = std::make_unique<SegmentCache>(SegmentCacheOptions{folder, budget, nullptr});
    cached_only_ = std::make_unique<CachedOnlyClient>(*cache_, caching);
    caching.figures = figures_;
    caching_ = std::make_unique<CachingHttpClient>(recording_, *cache_, std::move(caching));
    spdlog::info("net: segment cache in {}, at most {} MiB", folder, budget >> 20);
}

}  // namespace cliffhanger
