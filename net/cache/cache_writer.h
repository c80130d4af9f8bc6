// Everything that changes the cache's folder: writing, dropping, counting. One thread, that of SegmentCache::Writer;
// blocks on the disk. Where the order of steps matters for a crash, the .cpp says so.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/cache/cache_disk.h"
#include "net/cache/cache_index.h"
#include "net/cache/cache_layout.h"

namespace cliffhanger {

class CacheWriter {
 public:
    CacheWriter(CacheLayout layout, std::int64_t budget_bytes, std::shared_ptr<CacheDisk> disk);
    ~CacheWriter();
    CacheWriter(const CacheWriter&) = delete;
    CacheWriter& operator=(const CacheWriter&) = delete;

    /// Makes the folder and takes the lock if nobody else writes.
    void open();
    void put_resource(const CacheKey& key, const CachedResource& resource);
    void put_extent(const CacheKey& key, std::uint64_t version, std::int64_t start,
                    const std::vector<std::byte>& bytes);
    void remove(const CacheKey& key);
    void remove_extent(const CacheIndex::Item& item);
    void use(const CacheIndex::Item& item);
    void clear();

    bool writable() const { return !off_; }
    std::int64_t size_bytes() const { return index_.size_bytes(); }

 private:
    class Lock;

    /// Whether this process may write; the lock is tried again each time, until it is had.
    bool may_write();
    void take_stock();
    void take_stock_of(std::uint64_t key_hash, std::vector<std::pair<std::int64_t, CacheIndex::Item>>& dated);
    void make_room();
    void drop(const CacheIndex::Item& item);
    void drop_folder(std::uint64_t key_hash);
    bool place(const std::string& path, std::string_view head, std::span<const std::byte> body);
    void turn_off(const Error& why);

    const CacheLayout layout_;
    const std::int64_t budget_bytes_;
    const std::shared_ptr<CacheDisk> disk_;
    std::unique_ptr<Lock> lock_;
    CacheIndex index_;
    std::uint64_t written_ = 0;
    bool off_ = false;
};

}  // namespace cliffhanger
