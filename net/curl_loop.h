// The http thread: one multi handle, fed by a mailbox. CurlHttpClient owns the one, each stream shares the other, so
// that a stream may outlive its client.
#pragma once

#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "net/curl_transfer.h"
#include "net/line_policy.h"

namespace cliffhanger {

struct CurlMultiDeleter {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

struct CurlShareDeleter {
    void operator()(CURLSH* share) const { curl_share_cleanup(share); }
};

/// What other threads ask of the http thread. Thread-safe, never blocks.
class CurlMailbox {
 public:
    enum class Wish { Open, Resume, Cancel };
    using Message = std::pair<Wish, std::shared_ptr<CurlTransfer>>;

    explicit CurlMailbox(std::shared_ptr<CURLM> multi) : multi_(std::move(multi)) {}
    /// After close() an Open finishes as Aborted and everything else is moot.
    void post(Wish wish, std::shared_ptr<CurlTransfer> transfer);
    std::vector<Message> take();
    void wake();
    /// From now on nothing is taken; what was still waiting comes back.
    std::vector<Message> close();

 private:
    std::mutex mutex_;              // guards everything below
    std::shared_ptr<CURLM> multi_;  ///< shared, so that waking needs no lock; null once closed
    std::vector<Message> messages_;
};

class CurlLoop {
 public:
    explicit CurlLoop(CurlHttpClientOptions options);
    ~CurlLoop();
    CurlLoop(const CurlLoop&) = delete;
    CurlLoop& operator=(const CurlLoop&) = delete;

    const std::shared_ptr<CurlMailbox>& mailbox() const { return mailbox_; }

 private:
    using TransferPtr = std::shared_ptr<CurlTransfer>;

    void run(const std::stop_token& stop);
    void handle(const CurlMailbox::Message& message);
    void admit_waiting();
    bool admissible(Priority priority) const;
    /// While the reader of something that plays has nothing to read, the rest is taken off the line.
    void give_way();
    void start(const TransferPtr& transfer);
    void run_transfer(const TransferPtr& transfer);
    void follow(const TransferPtr& transfer);
    /// Takes a transfer out of every list and of curl.
    void withdraw(const TransferPtr& transfer);
    void collect_finished();
    void expire_stalled();
    int poll_timeout_ms() const;
    void shut_down();

    const CurlHttpClientOptions options_;
    const SystemClock clock_;
    // Everything below is the http thread's own, once it runs.
    std::unique_ptr<CURLSH, CurlShareDeleter> share_;
    std::shared_ptr<CURLM> multi_;
    std::vector<TransferPtr> waiting_;  ///< not yet given to curl, the most urgent first
    std::unordered_map<CURL*, TransferPtr> running_;
    WireMeter wire_;
    LinePolicy line_;

    std::shared_ptr<CurlMailbox> mailbox_;  ///< thread-safe
    std::jthread thread_;
};

}  // namespace cliffhanger
