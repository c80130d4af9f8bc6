// The bounded queue of one response between the http thread and its one reader: head, bytes, end.
// Owned by the transfer; every method is thread-safe. Only wait_head() and read() block, on a condition variable that
// abort() and finish() wake. It knows nothing of curl.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "net/http_client.h"

namespace cliffhanger {

class StreamBuffer {
 public:
    /// With that much unread, write() refuses until half of it has been read. What is for later is soon for nobody:
    /// the viewer swipes on.
    static constexpr std::size_t kHighWater = 1024 * 1024, kHighWaterForLater = 128 * 1024;

    enum class WriteResult { Taken, Full };

    void set_head(HttpResponseHead head);
    /// Takes all or nothing. After Full the producer waits for a read() that says `resume`.
    WriteResult write(std::span<const std::byte> bytes, std::size_t high_water = kHighWater);
    /// The end of the body, or why there is none. The first call counts; bytes already here stay readable.
    void finish(Result<void> outcome);

    struct ReadResult {
        Result<std::size_t> bytes;
        bool resume = false;  ///< there is room again: the producer, which was refused, shall go on
    };
    /// A Timeout when nothing comes for so long.
    Result<HttpResponseHead> wait_head(Microseconds patience = LivePatience::kUnlimited);
    /// A Timeout when the reader has waited for so long, altogether, since LivePatience::kProgress bytes had come.
    ReadResult read(std::span<std::byte> into, Microseconds patience = LivePatience::kUnlimited);
    void abort() noexcept;
    /// Somebody is blocked in wait_head() or read().
    bool reader_waits() const;

 private:
    std::size_t take_while_locked(std::span<std::byte> into);

    template <class Condition>
    bool wait_while_locked(std::unique_lock<std::mutex>& lock, Microseconds patience, Condition condition);

    std::condition_variable changed_;
    mutable std::mutex mutex_;  // guards everything below
    std::optional<HttpResponseHead> head_;
    std::optional<Result<void>> outcome_;
    std::deque<std::vector<std::byte>> chunks_;
    std::size_t front_offset_ = 0;  ///< bytes of chunks_.front() already read
    std::size_t buffered_ = 0;
    bool producer_waits_ = false;
    std::size_t refused_at_ = 0;  ///< the high water of the last refusal
    bool aborted_ = false;
    bool reader_waits_ = false;
    // Since there was progress last.
    std::size_t dripped_ = 0;
    Microseconds waited_{0};
};

}  // namespace cliffhanger
