// One answer that comes from the cache, from the network, or from both by turns. Read by one thread; abort() from any.
// Blocks on the disk for one extent at a time, and on the network's stream, which abort() wakes.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "net/cache/extent_recorder.h"
#include "net/cache/segment_cache.h"
#include "net/http_client.h"
#include "net/network_figures.h"

namespace cliffhanger {

class CachedStream final : public HttpStream {
 public:
    using Calendar = std::function<std::chrono::sys_seconds()>;

    /// Sends what has to be sent at once.
    CachedStream(HttpClient& network, SegmentCache& cache, CacheKey key, HttpRequest request, Calendar calendar,
                 std::shared_ptr<NetworkFigures> figures);

    Result<HttpResponseHead> head() override;
    Result<std::size_t> read(std::span<std::byte> into) override;
    void abort() noexcept override;

 private:
    /// What was sent first, and so what its answer decides.
    enum class Opening {
        Pass,      ///< the request as it is: nothing usable in the cache
        Validate,  ///< the request with a condition: the beginning is there, but the server is to be asked
        Fill,      ///< the beginning is missing, something behind it is there
        Serve,     ///< nothing: the beginning is there and may be used
    };

    void plan();
    bool choose_entry();
    bool came_from_this_address() const;
    Result<HttpResponseHead> settle();
    Result<HttpResponseHead> settle_pass();
    Result<HttpResponseHead> settle_validation();
    Result<HttpResponseHead> settle_fill();
    HttpResponseHead serve();
    void confirm(const HttpResponseHead& head);
    void send(HttpRequest request);
    void drop_stream();
    void pass_anew();

    Result<std::size_t> read_passing(std::span<std::byte> into);
    Result<std::size_t> read_serving(std::span<std::byte> into);
    std::size_t copy_extent(std::span<std::byte> into);
    bool load_extent();
    Result<std::size_t> read_gap(std::span<std::byte> into);
    Result<void> see_gap_head();
    void open_gap(std::int64_t at);
    bool continues(const HttpResponseHead& head) const;
    const CachedExtent* covering(std::int64_t position) const;
    bool covers_all() const;
    bool is_aborted() const;

    HttpClient& network_;
    SegmentCache& cache_;
    const CacheKey key_;
    const HttpRequest request_;
    const Calendar calendar_;
    const std::shared_ptr<NetworkFigures> figures_;

    // The reader's own.
    Opening opening_ = Opening::Pass;
    std::optional<Result<HttpResponseHead>> head_;
    bool serving_ = false;  ///< from the entry; otherwise one network answer passes through
    CachedResource resource_;
    std::vector<CachedExtent> extents_;
    std::int64_t position_ = 0;
    std::int64_t end_ = 0;
    std::vector<std::byte> extent_bytes_;  ///< verified
    std::int64_t extent_start_ = 0;
    std::shared_ptr<HttpStream> stream_;
    bool gap_head_seen_ = false;
    bool gap_gave_ = false;  ///< at least one byte
    std::int64_t gap_next_ = 0, gap_end_ = 0;
    std::unique_ptr<ExtentRecorder> recorder_;

    mutable std::mutex mutex_;  // guards everything below
    bool aborted_ = false;
    std::shared_ptr<HttpStream> active_;  ///< what abort() must wake
};

}  // namespace cliffhanger
