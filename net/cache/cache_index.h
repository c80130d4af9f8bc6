// Which extents lie on the disk and which was used longest ago. Pure; one thread.
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "net/cache/cache_entry.h"

namespace cliffhanger {

class CacheIndex {
 public:
    /// What a resource's folder and its resource file take.
    static constexpr std::int64_t kFolderBytes = 8192;

    struct Item {
        std::uint64_t key_hash = 0;
        std::uint64_t version = 0;
        CachedExtent extent;
    };

    /// As the one used last. False when it is there already; it then counts as used.
    bool add(const Item& item);
    void use(const Item& item);
    void erase(const Item& item);
    std::optional<Item> least_recently_used() const;
    std::vector<Item> of(std::uint64_t key_hash) const;
    bool has_any_of(std::uint64_t key_hash) const { return counts_.contains(key_hash); }
    /// On the disk, which counts in blocks; folders and their resource files included.
    std::int64_t size_bytes() const { return bytes_; }
    static std::int64_t size_on_disk(const CachedExtent& extent);
    void clear();

 private:
    static std::string name_of(const Item& item);

    std::list<Item> by_use_;  ///< the one used longest ago first
    std::unordered_map<std::string, std::list<Item>::iterator> places_;
    std::unordered_map<std::uint64_t, int> counts_;
    std::int64_t bytes_ = 0;
};

}  // namespace cliffhanger
