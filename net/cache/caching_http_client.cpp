#include "net/cache/caching_http_client.h"

#include "net/cache/cache_policy.h"
#include "net/cache/cached_stream.h"

namespace cliffhanger {

std::unique_ptr<HttpStream> CachingHttpClient::open(HttpRequest request) {
    if (!cacheable(request)) return network_.open(std::move(request));
    CacheKey key = cache_key(request, options_.default_headers);
    return std::make_unique<CachedStream>(network_, cache_, std::move(key), std::move(request), options_.calendar,
                                          options_.figures);
}

}  // namespace cliffhanger
