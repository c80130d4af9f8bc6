// A ByteSource over HTTP ranges: reads on from one open stream, opens another where a seek or a cut needs it.
// Owned and read by one thread; abort() and reset_abort() from any. Blocks in read(), size() and seekable(), always on
// condition variables that abort() wakes. Errors are those left after RetryPolicy gave up.
#pragma once

#include <condition_variable>
#include <limits>
#include <memory>
#include <mutex>
#include <random>
#include <stop_token>
#include <vector>

#include "net/byte_source.h"
#include "net/retry_policy.h"

namespace cliffhanger {

struct HttpByteSourceOptions {
    RetryPolicy retry;
    Microseconds connect_timeout = std::chrono::seconds(8);
    Microseconds stall_timeout = std::chrono::seconds(10);
    std::optional<std::int64_t> last;  ///< nothing behind this byte is asked for; the reader stays before it
    /// What is read for later is asked for in parts of this many bytes, so that no more comes than is read; 0: at once.
    std::int64_t part_for_later = 0;
    /// So many answers in a row that end before their first byte are enough: the file on the server ends there, and the
    /// error's detail is CutShort.
    int most_empty_answers = std::numeric_limits<int>::max();
    std::int64_t may_end_at = 0;  ///< empty answers before this byte do not count
    bool silence_ends = false;    ///< a Timeout is the end: there is something else to try
};

class HttpByteSource final : public ByteSource {
 public:
    /// The first this many bytes are kept once read: containers come back to their head after reading their index.
    static constexpr std::int64_t kKeptHead = 64 * 1024;
    /// A seek forward by no more than this reads on instead of asking anew.
    static constexpr std::int64_t kReadThrough = 256 * 1024;
    /// How much is skipped by reading where the server has no ranges.
    static constexpr std::int64_t kLongestSkip = 8 * 1024 * 1024;
    /// Where reading goes on for so long, nobody comes back to the answer that a seek has left.
    static constexpr std::int64_t kParkedFor = 4 * 1024 * 1024;
    /// HttpByteSourceOptions for whole files.
    static constexpr std::int64_t kPartForLater = 256 * 1024;
    static constexpr int kMostEmptyAnswers = 4;

    HttpByteSource(MediaAddress address, HttpClient& http, const Clock& clock, HttpByteSourceOptions options = {});
    ~HttpByteSource() override;

    Result<std::size_t> read(std::span<std::byte> into) override;
    Result<void> seek(std::int64_t position) override;
    std::int64_t position() const override { return position_; }
    Result<std::optional<std::int64_t>> size() override;
    Result<bool> seekable() override;
    void abort() noexcept override;
    void reset_abort() noexcept override;

    /// The address after redirects; the reader's, empty before the first answer.
    const std::string& final_url() const { return final_url_; }

 private:
    /// One answer under way and where its next byte lies.
    struct OpenStream {
        std::shared_ptr<HttpStream> stream;  ///< null: none
        std::int64_t start = 0;
        std::int64_t next = 0;
        std::int64_t fresh = 0;  ///< bytes of it that had not come before
        bool head_seen = false;
        LivePatience patience = {};
    };

    template <class Attempt>
    auto retried(Attempt attempt) -> decltype(attempt());
    template <class Attempt>
    auto retried_until_given_up(Attempt attempt) -> decltype(attempt());
    void came(std::int64_t bytes);
    static bool worth_retrying_at_once(const Error& error, const OpenStream& failed);
    /// After a refusal: another address from whoever named this one. False when there is none, or it was no better.
    bool refresh_address(const Error& refusal);
    Result<void> wait_before_retry(const Error& error);
    Result<std::size_t> read_once(std::span<std::byte> into);
    /// Sets how long the answer under way is waited for.
    void be_patient() const;
    Result<std::size_t> read_stream(std::span<std::byte> into);
    Result<void> choose_stream();
    bool reaches_position(const OpenStream& candidate) const;
    Result<void> open_at(std::int64_t start);
    ByteRange range_from(std::int64_t start) const;
    Result<void> see_head();
    Result<void> ask_for_all();
    Result<void> accept_partial(const HttpResponseHead& head);
    Result<void> accept_whole(const HttpResponseHead& head);
    Result<void> skip_to_position();
    Result<void> know_resource();
    Error changed() const;
    void remember(const HttpResponseHead& head);
    bool differs(const HttpResponseHead& head) const;
    void keep_head(std::span<const std::byte> bytes);
    Result<std::size_t> end_of_answer();
    bool is_aborted();
    /// Publishes the stream that abort() must wake; Aborted when it already came.
    Result<void> use(const std::shared_ptr<HttpStream>& stream);

    HttpClient& http_;
    const Clock& clock_;
    const HttpByteSourceOptions options_;

    // The reader's own.
    MediaAddress address_;
    int failures_ = 0;                ///< in a row
    Microseconds failing_since_{0};   ///< when the first of them was asked
    std::int64_t after_silence_ = 0;  ///< bytes that have come since the last Timeout
    std::int64_t came_ = 0;           ///< altogether
    int silences_ = 0;                ///< Timeouts in a row, less than LivePatience::kProgress apart
    int empty_answers_ = 0;           ///< in a row
    bool distrusted_ = false;         ///< the server has sent another part than asked for: it is asked for all of it
    bool refreshed_ = false;          ///< and nothing has come from the new address yet
    std::int64_t position_ = 0;
    std::int64_t furthest_ = 0;  ///< what lies before it has come since the last seek, or is passed over
    OpenStream current_;
    OpenStream parked_;  ///< left by a far seek; files whose index or audio lies elsewhere come back to it
    std::int64_t read_since_parked_ = 0;
    std::vector<std::byte> head_bytes_;
    bool known_ = false;  ///< an answer has been seen; what follows is valid
    bool ranges_ = false;
    std::optional<std::int64_t> total_;
    std::string etag_, last_modified_, final_url_;
    std::minstd_rand random_;

    std::condition_variable woken_;
    std::mutex mutex_;  // guards everything below
    bool aborted_ = false;
    std::stop_source refreshing_;  ///< abort() stops it
    std::shared_ptr<HttpStream> in_use_;
};

}  // namespace cliffhanger
