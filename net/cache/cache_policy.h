// What RFC 9111 and the kind of request allow: what may be kept, what may be used without asking, and whether an
// answer is about the same bytes. Pure; a private cache of one viewer.
#pragma once

#include <chrono>

#include "net/cache/cache_entry.h"
#include "net/http_client.h"

namespace cliffhanger {

/// Nothing worth playing is smaller, and keys of encrypted streams are: they never come to lie on the disk, even if
/// somebody forgets to say so.
inline constexpr std::int64_t kSmallestStored = 64;

/// The key for a request. `defaults` are the headers that the client adds to every request.
CacheKey cache_key(const HttpRequest& request, const HttpHeaders& defaults);
/// Whether the cache looks at this request at all. Conditional requests of somebody else's making pass by it.
bool cacheable(const HttpRequest& request);

/// What to remember of an answer, or nullopt: nothing of it may be kept. The version is decided by the validators;
/// without any it is new each time, because nothing then tells whether two answers are of the same bytes.
std::optional<CachedResource> storable(const HttpRequest& request, const HttpResponseHead& head,
                                       std::chrono::sys_seconds now);
/// After a 304: what it says about freshness replaces what was known.
CachedResource refreshed(CachedResource resource, const HttpResponseHead& head, std::chrono::sys_seconds now);

bool has_validator(const CachedResource& resource);
/// Whether its validator alone says which bytes it has: what another signature leads to may be another resource.
bool stands_for_its_bytes(const CachedResource& resource);
/// For If-Range: a strong tag, else the date; empty when there is neither.
std::string range_validator(const CachedResource& resource);
/// If-None-Match or If-Modified-Since.
HttpHeaders validation_headers(const CachedResource& resource);
/// Whether a 200 or 206 is of the bytes that lie in the cache.
bool same_version(const CachedResource& resource, const HttpResponseHead& head);

/// Whether the resource may be used without asking the server.
bool usable_unasked(const CachedResource& resource, CacheUse use, bool validated_in_this_run,
                    std::chrono::sys_seconds now);

}  // namespace cliffhanger
