// Where things lie in the cache's folder. Reads the disk, never writes it. Thread-safe: no state but the path.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/cache/cache_entry.h"

namespace cliffhanger {

class CacheLayout {
 public:
    explicit CacheLayout(std::string root) : root_(std::move(root)) {}

    const std::string& root() const { return root_; }
    std::string lock_file() const { return root_ + "/lock"; }
    /// Files on their way, before they get their name.
    std::string nursery() const { return root_ + "/new"; }
    std::string folder(std::uint64_t key_hash) const;
    std::string resource_file(std::uint64_t key_hash) const { return folder(key_hash) + "/resource"; }
    std::string extent_file(std::uint64_t key_hash, std::uint64_t version, const CachedExtent& extent) const;

    struct ExtentName {
        std::uint64_t version = 0;
        CachedExtent extent;
    };
    static std::optional<ExtentName> parse_extent_name(std::string_view name);
    /// nullopt for what is no resource's folder.
    static std::optional<std::uint64_t> parse_folder_name(std::string_view name);
    /// In no order; empty when there is no such folder.
    static std::vector<std::string> names_in(const std::string& folder);
    /// The whole file; nullopt when it is absent or longer than `limit`.
    static std::optional<std::string> read_file(const std::string& path, std::size_t limit);

 private:
    std::string root_;
};

}  // namespace cliffhanger
