// The few things that the cache does to the disk, behind an interface so that tests can fail each of them.
// Blocks on the disk. Used by one thread at a time.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "net/result.h"

namespace cliffhanger {

class CacheDisk {
 public:
    virtual ~CacheDisk() = default;
    [[nodiscard]] virtual Result<void> make_folder(const std::string& path) = 0;  ///< fine when it is there
    /// A new file with these bytes, one part after the other; what could not be written whole is removed.
    [[nodiscard]] virtual Result<void> write(const std::string& path, std::string_view head,
                                             std::span<const std::byte> body) = 0;
    /// Atomic; replaces what is there.
    [[nodiscard]] virtual Result<void> rename(const std::string& from, const std::string& to) = 0;
    virtual void remove(const std::string& path) = 0;        ///< a file or an empty folder; fine when it is gone
    virtual void mark_as_used(const std::string& path) = 0;  ///< its time of change becomes now
};

/// Files that only their owner may read.
class PosixCacheDisk final : public CacheDisk {
 public:
    Result<void> make_folder(const std::string& path) override;
    Result<void> write(const std::string& path, std::string_view head, std::span<const std::byte> body) override;
    Result<void> rename(const std::string& from, const std::string& to) override;
    void remove(const std::string& path) override;
    void mark_as_used(const std::string& path) override;
};

}  // namespace cliffhanger
