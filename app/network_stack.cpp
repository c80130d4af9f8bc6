#include "app/network_stack.h"

#include <spdlog/spdlog.h>

#include <utility>

namespace cliffhanger {

bool CacheOptions::wanted(bool by_default) const {
    if (off || size_mb == 0) return false;
    return by_default || size_mb || !folder.empty();
}

NetworkStack::NetworkStack(CurlHttpClientOptions http, const CacheOptions& cache, Caching by_default)
    : bandwidth_(std::make_shared<BandwidthMeter>()), figures_(std::make_shared<NetworkFigures>()) {
    CachingHttpClientOptions caching;
    caching.default_headers = http.headers;
    http.bandwidth = bandwidth_;
    http.figures = caching.figures = figures_;
    curl_ = make_curl_http_client(std::move(http));
    const std::string folder = cache.folder.empty() ? default_cache_folder() : cache.folder;
    if (!cache.wanted(by_default == Caching::On) || folder.empty()) return;
    const auto budget = std::int64_t{cache.size_mb.value_or(CacheOptions::kDefaultMb)} << 20;
    cache_ = std::make_unique<SegmentCache>(SegmentCacheOptions{folder, budget, nullptr});
    caching_ = std::make_unique<CachingHttpClient>(*curl_, *cache_, std::move(caching));
    spdlog::info("net: segment cache in {}, at most {} MiB", folder, budget >> 20);
}

}  // namespace cliffhanger
