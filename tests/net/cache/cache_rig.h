// A resource to put into a SegmentCache and to compare what comes out with.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "net/cache/segment_cache.h"
#include "tests/support/byte_source_contract.h"

namespace cliffhanger::test {

inline std::string file_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_text(const std::filesystem::path& path, const std::string& text) {
    std::error_code ignored;
    std::filesystem::create_directories(path.parent_path(), ignored);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

struct CachedAsset {
    CachedAsset(const std::string& url, std::int64_t size, const std::string& headers = {})
        : key(make_cache_key(url, headers)), content(test_bytes(static_cast<std::size_t>(size))) {
        resource.final_url = url + "?final";
        resource.etag = "\"1\"";
        resource.total_size = size;
        resource.ranges = true;
        resource.version = 1;
    }

    void put(SegmentCache& cache) const {
        cache.put_resource(key, resource);
        put_extents(cache);
    }
    void put_extents(SegmentCache& cache) const {
        const auto bytes = std::as_bytes(std::span(content));
        for (std::size_t at = 0; at < bytes.size(); at += SegmentCache::kExtentBytes) {
            const auto part = bytes.subspan(at, std::min<std::size_t>(SegmentCache::kExtentBytes, bytes.size() - at));
            cache.put_extent(key, resource.version, static_cast<std::int64_t>(at), {part.begin(), part.end()});
        }
    }
    /// What the cache gives from the start on, up to the first gap.
    std::string cached(SegmentCache& cache) const {
        std::string bytes;
        const auto found = cache.find(key);
        if (!found) return bytes;
        for (const CachedExtent& extent : found->extents) {
            if (extent.start != std::ssize(bytes)) continue;
            const auto part = cache.read(key, found->resource.version, extent);
            if (part) bytes.append(reinterpret_cast<const char*>(part->data()), part->size());
        }
        return bytes;
    }
    /// Whether every byte that the cache gives at any place is this asset's.
    bool cached_bytes_are_right(SegmentCache& cache) const {
        const auto found = cache.find(key);
        if (!found) return true;
        return found->resource.version == resource.version && bytes_are_right(cache, found->extents);
    }
    /// What another process drops or replaces meanwhile is no longer served.
    bool bytes_are_right(SegmentCache& cache, const std::vector<CachedExtent>& extents) const {
        return std::all_of(extents.begin(), extents.end(), [&](const CachedExtent& extent) {
            const auto part = cache.read(key, resource.version, extent);
            return !part || std::string_view(reinterpret_cast<const char*>(part->data()), part->size()) ==
                                std::string_view(content).substr(static_cast<std::size_t>(extent.start),
                                                                 static_cast<std::size_t>(extent.size));
        });
    }

    CacheKey key;
    CachedResource resource;
    std::string content;
};

}  // namespace cliffhanger::test
