// Media bytes on the disk, kept between runs: resources with sparse extents, least recently used ones dropped to stay
// within a budget. HLS segments and ranges of progressive files have the same form.
//
// On the disk there is a folder for each resource with a `resource` file and one file for each extent. Every file is
// written under another name, renamed into place and carries a checksum that is looked at before a byte is served, so
// that no crash, torn write or foreign hand makes the cache serve a wrong byte. Nothing is ever changed in place.
//
// Threads: every method is thread-safe. find() and read() block on the disk and nothing else; the rest only posts to
// the writer's own thread. Several processes may share a folder: all read, one at a time (the holder of `lock`)
// writes and drops; the next one takes over when that ends. A disk that refuses a write turns writing off for the run.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/cache/cache_entry.h"

namespace cliffhanger {

class CacheDisk;

struct SegmentCacheOptions {
    std::string folder;
    std::int64_t budget_bytes = std::int64_t{512} << 20;
    std::shared_ptr<CacheDisk> disk;  ///< null: the real one
};

class SegmentCache {
 public:
    /// What one extent holds at most; they end at multiples of it.
    static constexpr std::int64_t kExtentBytes = 256 * 1024;

    /// Makes its folder if need be. Never fails: a cache that cannot be used finds nothing and stores nothing.
    explicit SegmentCache(SegmentCacheOptions options);
    /// Gives the disk a moment for what has been put, then ends its thread.
    ~SegmentCache();
    SegmentCache(const SegmentCache&) = delete;
    SegmentCache& operator=(const SegmentCache&) = delete;

    struct Found {
        CachedResource resource;
        std::vector<CachedExtent> extents;  ///< by their start; they may overlap
    };
    [[nodiscard]] std::optional<Found> find(const CacheKey& key) const;
    /// The extent's bytes once their checksum has been verified; nullopt when it is gone or damaged.
    [[nodiscard]] std::optional<std::vector<std::byte>> read(const CacheKey& key, std::uint64_t version,
                                                             const CachedExtent& extent);

    /// Replaces what is known about a resource; with another version its extents go.
    void put_resource(const CacheKey& key, const CachedResource& resource);
    /// Dropped without a word when the resource is now of another version, or when the disk falls far behind.
    void put_extent(const CacheKey& key, std::uint64_t version, std::int64_t start, std::vector<std::byte> bytes);
    void remove(const CacheKey& key);
    /// Everything; nothing while another process writes.
    void clear();

    /// The server's word that this version is current came in this run.
    void mark_validated(const CacheKey& key, std::uint64_t version);
    [[nodiscard]] bool validated(const CacheKey& key, std::uint64_t version) const;

    /// Blocks until everything put so far lies on the disk, or never will.
    void flush();
    /// False once the disk has refused a write.
    [[nodiscard]] bool writable() const;
    /// What the writer counts on the disk; after flush() exact. 0 while another process writes.
    [[nodiscard]] std::int64_t size_bytes() const;

 private:
    class Writer;
    const std::string folder_;
    mutable std::mutex mutex_;                                                  // guards the line below
    std::map<std::uint64_t, std::pair<std::string, std::uint64_t>> validated_;  ///< key's hash -> address, version
    std::unique_ptr<Writer> writer_;
};

/// $XDG_CACHE_HOME/cliffhanger/segments or ~/.cache/cliffhanger/segments; empty when neither can be had.
std::string default_cache_folder();

}  // namespace cliffhanger
