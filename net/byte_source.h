// Bytes of one resource with a position: the only thing libav ever reads from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "net/http_client.h"
#include "net/result.h"

namespace cliffhanger {

/// One reader thread at a time; abort() and reset_abort() from any thread.
/// Blocking happens on a condition variable of ours, which abort() wakes at once.
class ByteSource {
 public:
    virtual ~ByteSource() = default;
    /// Blocks until at least one byte is there. EndOfStream at the end; never returns 0.
    [[nodiscard]] virtual Result<std::size_t> read(std::span<std::byte> into) = 0;
    /// Moves the position; 0 <= position. Past the end is allowed, the next read then says EndOfStream.
    /// Never blocks on the network; Unsupported when the resource cannot seek (a server without ranges).
    [[nodiscard]] virtual Result<void> seek(std::int64_t position) = 0;
    virtual std::int64_t position() const = 0;
    /// The total size; may block for the first answer. nullopt = the server does not say.
    [[nodiscard]] virtual Result<std::optional<std::int64_t>> size() = 0;
    /// Whether seek() works; may block for the first answer.
    [[nodiscard]] virtual Result<bool> seekable() = 0;
    /// The blocked and every later call returns Aborted until reset_abort().
    virtual void abort() noexcept = 0;
    virtual void reset_abort() noexcept = 0;
};

/// Where the same bytes can be had now.
struct FreshAddress {
    std::string url;
    HttpHeaders headers;
};

/// Asks whoever named an address for another one, because the server has refused this one. Called on the reader's
/// thread, where it may block until it is told to stop.
using RefreshAddress = std::function<Result<FreshAddress>(const std::string& refused_url, std::stop_token stop)>;

/// What may be opened. A feed from the network names only http(s); a local feed only files below its own folder, and
/// http(s).
struct MediaAddress {
    std::string url;      ///< http(s)://..., file://... or a plain path
    HttpHeaders headers;  ///< for http(s)
    LivePriority priority = Priority::Playback;
    CacheUse cache = CacheUse::Media;  ///< Never for keys: they must not come to lie on the disk
    RefreshAddress refresh = nullptr;  ///< for addresses that expire; of this resource, not of those it names
    LivePatience patience = {};        ///< the reader's; it grows with every Timeout in a row that it leads to
};

/// Opens http(s) with ranges and retries, or a file. Never blocks: errors come out of the first read.
/// Unknown schemes fail with Unsupported.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_byte_source(const MediaAddress& address, HttpClient& http,
                                                                   const Clock& clock);

/// A source over bytes already in memory (small files, tests).
[[nodiscard]] std::unique_ptr<ByteSource> make_memory_byte_source(std::string bytes);

}  // namespace cliffhanger
