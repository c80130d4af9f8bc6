#include "net/curl_loop.h"

#include <signal.h>

#include <algorithm>
#include <mutex>
#include <stop_token>

namespace cliffhanger {
namespace {

using Wish = CurlMailbox::Wish;

/// How many transfers of a kind may be receiving at once; paused ones do not count. Playback never waits.
constexpr std::ptrdiff_t kPreloadLimit = 6;
constexpr std::ptrdiff_t kArtworkLimit = 4;
/// Only a backstop against a runaway: far more than the sessions and the limits above ever need, because a connection
/// held by a paused stream must never keep a playing one waiting.
constexpr long kMaxHostConnections = 32;
constexpr long kMaxConnections = 64;
constexpr long kIdleConnections = 12;
constexpr int kIdlePollMs = 60'000;

void initialize_curl_once() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

/// A peer that hung up must not kill the program from inside a TLS write.
void block_sigpipe() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

void CurlMailbox::post(Wish wish, std::shared_ptr<CurlTransfer> transfer) {
    std::shared_ptr<CURLM> multi;
    {
        const std::lock_guard lock(mutex_);
        multi = multi_;
        if (multi) messages_.emplace_back(wish, transfer);
    }
    if (multi)
        curl_multi_wakeup(multi.get());
    else if (wish == Wish::Open)
        transfer->cancel();
}

std::vector<CurlMailbox::Message> CurlMailbox::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(messages_, {});
}

void CurlMailbox::wake() {
    std::shared_ptr<CURLM> multi;
    {
        const std::lock_guard lock(mutex_);
        multi = multi_;
    }
    if (multi) curl_multi_wakeup(multi.get());
}

std::vector<CurlMailbox::Message> CurlMailbox::close() {
    const std::lock_guard lock(mutex_);
    multi_.reset();
    return std::exchange(messages_, {});
}

CurlLoop::CurlLoop(CurlHttpClientOptions options) : options_(std::move(options)), wire_(options_.bandwidth) {
    initialize_curl_once();
    multi_ = std::shared_ptr<CURLM>(curl_multi_init(), CurlMultiDeleter());
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS, kMaxHostConnections);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, kMaxConnections);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, kIdleConnections);
    // TLS sessions are shared too, so that a further connection to a host takes one round trip less. One thread: no
    // locks.
    share_.reset(curl_share_init());
    curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    mailbox_ = std::make_shared<CurlMailbox>(multi_);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

CurlLoop::~CurlLoop() {
    thread_.request_stop();
    thread_.join();
}

void CurlLoop::run(const std::stop_token& stop) {
    block_sigpipe();
    const std::stop_callback wake(stop, [this] { mailbox_->wake(); });
    while (!stop.stop_requested()) {
        for (const auto& message : mailbox_->take()) handle(message);
        admit_waiting();
        int running = 0;
        curl_multi_perform(multi_.get(), &running);
        collect_finished();
        expire_stalled();
        give_way();
        if (!waiting_.empty()) admit_waiting();
        curl_multi_poll(multi_.get(), nullptr, 0, poll_timeout_ms(), nullptr);
    }
    shut_down();
}

void CurlLoop::handle(const CurlMailbox::Message& message) {
    const auto& [wish, transfer] = message;
    switch (wish) {
        case Wish::Open: {
            const auto less_urgent = [&](const TransferPtr& other) { return other->priority() > transfer->priority(); };
            waiting_.insert(std::find_if(waiting_.begin(), waiting_.end(), less_urgent), transfer);
            break;
        }
        case Wish::Resume:
            if (running_.contains(transfer->easy())) transfer->resume(clock_.now());
            break;
        case Wish::Cancel:
            withdraw(transfer);
            transfer->cancel();
            break;
    }
}

void CurlLoop::admit_waiting() {
    for (auto it = waiting_.begin(); it != waiting_.end();) {
        if (!admissible((*it)->priority())) {
            ++it;
            continue;
        }
        const TransferPtr transfer = *it;
        it = waiting_.erase(it);
        start(transfer);
    }
}

bool CurlLoop::admissible(Priority priority) const {
    if (priority == Priority::Playback) return true;
    if (line_.others_wait(clock_.now())) return false;
    const auto receiving = std::count_if(running_.begin(), running_.end(), [&](const auto& entry) {
        return entry.second->priority() == priority && !entry.second->paused();
    });
    return receiving < (priority == Priority::Preload ? kPreloadLimit : kArtworkLimit);
}

void CurlLoop::start(const TransferPtr& transfer) {
    if (auto prepared = transfer->prepare(options_, share_.get(), wire_); !prepared) {
        transfer->buffer.finish(std::move(prepared));
        return;
    }
    run_transfer(transfer);
}

void CurlLoop::run_transfer(const TransferPtr& transfer) {
    transfer->started(clock_.now());
    running_.emplace(transfer->easy(), transfer);
    if (curl_multi_add_handle(multi_.get(), transfer->easy()) != CURLM_OK) {
        running_.erase(transfer->easy());
        transfer->buffer.finish(fail(ErrorKind::Internal, "libcurl refused the transfer."));
    }
}

void CurlLoop::withdraw(const TransferPtr& transfer) {
    std::erase(waiting_, transfer);
    if (running_.erase(transfer->easy()) > 0) curl_multi_remove_handle(multi_.get(), transfer->easy());
}

void CurlLoop::collect_finished() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        // The message is void once its handle has been removed.
        CURL* easy = message->easy_handle;
        const CURLcode code = message->data.result;
        const auto found = running_.find(easy);
        if (found == running_.end()) continue;
        const TransferPtr transfer = std::move(found->second);
        running_.erase(found);
        curl_multi_remove_handle(multi_.get(), easy);
        if (transfer->left()) line_.left(clock_.now());
        if (code == CURLE_OK && transfer->redirected())
            follow(transfer);
        else
            transfer->complete(code);
    }
}

void CurlLoop::follow(const TransferPtr& transfer) {
    if (auto next = transfer->follow(options_); !next)
        transfer->buffer.finish(std::move(next));
    else
        run_transfer(transfer);
}

void CurlLoop::expire_stalled() {
    const Microseconds now = clock_.now();
    std::vector<TransferPtr> stalled;
    for (const auto& [easy, transfer] : running_)
        if (!transfer->paused() && !transfer->held() && transfer->stall_deadline() <= now) stalled.push_back(transfer);
    for (const auto& transfer : stalled) {
        withdraw(transfer);
        transfer->time_out();
    }
}

void CurlLoop::give_way() {
    const Microseconds now = clock_.now();
    const bool starving = std::any_of(running_.begin(), running_.end(), [&](const auto& entry) {
        return entry.second->priority() == Priority::Playback && entry.second->starves(now);
    });
    line_.observe(starving, now);
    for (const auto& [easy, transfer] : running_) {
        if (line_.others_wait(now) && transfer->priority() != Priority::Playback)
            transfer->hold();
        else
            transfer->let_go(now);
    }
}

int CurlLoop::poll_timeout_ms() const {
    auto nearest = Microseconds::max();
    for (const auto& [easy, transfer] : running_)
        if (!transfer->paused() && !transfer->held()) nearest = std::min(nearest, transfer->stall_deadline());
    // Held and waiting ones are looked at again when what plays has been fed for a while.
    if (const auto look = line_.next_look(clock_.now())) nearest = std::min(nearest, *look);
    if (nearest == Microseconds::max()) return kIdlePollMs;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(nearest - clock_.now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, kIdlePollMs));
}

void CurlLoop::shut_down() {
    for (const auto& [wish, transfer] : mailbox_->close())
        if (wish == Wish::Open) waiting_.push_back(transfer);
    for (const auto& [easy, transfer] : running_) {
        curl_multi_remove_handle(multi_.get(), easy);
        transfer->cancel();
    }
    for (const auto& transfer : waiting_) transfer->cancel();
    running_.clear();
    waiting_.clear();
    multi_.reset();
}

}  // namespace cliffhanger
