#include "net/cache/cache_index.h"

#include <algorithm>
#include <iterator>

namespace cliffhanger {
namespace {

constexpr std::int64_t kBlock = 4096;

}  // namespace

std::string CacheIndex::name_of(const Item& item) {
    return std::to_string(item.key_hash) + "/" + std::to_string(item.version) + "/" +
           std::to_string(item.extent.start) + "/" + std::to_string(item.extent.size);
}

std::int64_t CacheIndex::size_on_disk(const CachedExtent& extent) {
    const auto bytes = extent.size + static_cast<std::int64_t>(kExtentHeaderBytes);
    return (bytes + kBlock - 1) / kBlock * kBlock;
}

bool CacheIndex::add(const Item& item) {
    const std::string name = name_of(item);
    if (places_.contains(name)) {
        use(item);
        return false;
    }
    by_use_.push_back(item);
    places_.emplace(name, std::prev(by_use_.end()));
    if (++counts_[item.key_hash] == 1) bytes_ += kFolderBytes;
    bytes_ += size_on_disk(item.extent);
    return true;
}

void CacheIndex::use(const Item& item) {
    const auto found = places_.find(name_of(item));
    if (found != places_.end()) by_use_.splice(by_use_.end(), by_use_, found->second);
}

void CacheIndex::erase(const Item& item) {
    const auto found = places_.find(name_of(item));
    if (found == places_.end()) return;
    bytes_ -= size_on_disk(found->second->extent);
    by_use_.erase(found->second);
    places_.erase(found);
    const auto count = counts_.find(item.key_hash);
    if (--count->second > 0) return;
    counts_.erase(count);
    bytes_ -= kFolderBytes;
}

std::optional<CacheIndex::Item> CacheIndex::least_recently_used() const {
    if (by_use_.empty()) return std::nullopt;
    return by_use_.front();
}

std::vector<CacheIndex::Item> CacheIndex::of(std::uint64_t key_hash) const {
    std::vector<Item> items;
    std::copy_if(by_use_.begin(), by_use_.end(), std::back_inserter(items),
                 [&](const Item& item) { return item.key_hash == key_hash; });
    return items;
}

void CacheIndex::clear() {
    by_use_.clear();
    places_.clear();
    counts_.clear();
    bytes_ = 0;
}

}  // namespace cliffhanger
