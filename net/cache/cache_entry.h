// What the cache knows about one resource, and the forms in which that and its bytes lie on the disk. Pure.
// Every form carries a checksum over all of it: a torn, truncated or foreign file is told apart from a whole one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cliffhanger {

/// Which answer is meant: the address and a fingerprint of the headers that were sent with it, so that answers made
/// for one viewer's credentials are never given to another's. The headers themselves are not kept.
struct CacheKey {
    std::string url;  ///< without what only signs it
    std::uint64_t headers = 0;
    std::uint64_t hash = 0;  ///< of both; names the folder
    std::string asked = {};  ///< the address as it is asked for; no part of the key

    bool operator==(const CacheKey& other) const {
        return url == other.url && headers == other.headers && hash == other.hash;
    }
    const std::string& address() const { return asked.empty() ? url : asked; }
    /// Others may mean the same by another address.
    bool is_signed() const { return address() != url; }
};
CacheKey make_cache_key(std::string url, std::string_view header_text);

/// 64 bits of FNV-1a.
std::uint64_t fingerprint(std::string_view text, std::uint64_t seed = 0xcbf29ce484222325u) noexcept;

struct CachedResource {
    std::string final_url;  ///< after redirects
    std::string content_type, etag, last_modified;
    std::optional<std::int64_t> total_size;
    bool ranges = false;           ///< the server sends parts
    std::int64_t fresh_until = 0;  ///< seconds since 1970 by the server's word; 0 = it said nothing
    bool always_validate = false;  ///< no-cache
    bool may_be_stale = true;      ///< false: never to be used without the server once no longer fresh
    std::uint64_t version = 0;     ///< of the bytes: extents of another version do not belong to it
};

struct CachedExtent {
    std::int64_t start = 0;
    std::int64_t size = 0;
    std::int64_t end() const { return start + size; }
};

std::string encode_resource(const CacheKey& key, const CachedResource& resource);
/// nullopt when the text is not whole, or is about another key.
std::optional<CachedResource> decode_resource(std::string_view text, const CacheKey& key);
/// Whoever it is about.
std::optional<CachedResource> decode_any_resource(std::string_view text);

/// The header in front of an extent's bytes on the disk.
inline constexpr std::size_t kExtentHeaderBytes = 32;
std::string encode_extent_header(std::uint64_t version, std::int64_t start, std::span<const std::byte> bytes);
/// Whether `file` is this extent, header and all.
bool extent_is_whole(std::span<const std::byte> file, std::uint64_t version, const CachedExtent& extent);

}  // namespace cliffhanger
