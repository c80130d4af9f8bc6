#include "net/cache/caching_http_client.h"

#include <algorithm>

#include "net/cache/cache_policy.h"
#include "net/cache/cached_stream.h"

namespace cliffhanger {

std::unique_ptr<HttpStream> CachingHttpClient::open(HttpRequest request) {
    if (!cacheable(request)) return network_.open(std::move(request));
    CacheKey key = cache_key(request, options_.default_headers);
    return std::make_unique<CachedStream>(network_, cache_, std::move(key), std::move(request), options_.calendar,
                                          options_.figures);
}

bool CachingHttpClient::holds(const HttpRequest& request) const {
    if (!cacheable(request)) return false;
    const CacheKey key = cache_key(request, options_.default_headers);
    const auto found = cache_.find(key);
    if (!found || !found->resource.total_size) return false;
    const CachedResource& resource = found->resource;
    const bool askable =
        key.is_signed() && resource.final_url != key.asked ? stands_for_its_bytes(resource) : has_validator(resource);
    if (!askable && !usable_unasked(resource, request.cache, false, options_.calendar())) return false;
    std::int64_t reached = request.range ? request.range->first : 0;
    std::int64_t end = *resource.total_size;
    if (request.range && request.range->last) end = std::min(end, *request.range->last + 1);
    for (const CachedExtent& extent : found->extents) {
        if (extent.start > reached) break;
        reached = std::max(reached, extent.end());
    }
    return reached >= end;
}

}  // namespace cliffhanger
