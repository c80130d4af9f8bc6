#include "net/prefetcher.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <iterator>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>

namespace cliffhanger {
namespace {

struct Job {
    PrefetchReport report;
    std::shared_ptr<HttpStream> stream;  ///< while Fetching
};
using JobPtr = std::shared_ptr<Job>;

}  // namespace

class Prefetcher::State {
 public:
    explicit State(HttpClient& http) : http_(http) {
        for (auto& worker : workers_) worker = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }

    ~State() {
        for (auto& worker : workers_) worker.request_stop();
        set_wanted({});
    }

    void set_wanted(std::vector<PrefetchItem> items) {
        std::vector<JobPtr> wanted;
        std::vector<std::shared_ptr<HttpStream>> unwanted;
        {
            const std::lock_guard lock(mutex_);
            for (PrefetchItem& item : items) wanted.push_back(job_while_locked(std::move(item)));
            std::swap(jobs_, wanted);
            for (const JobPtr& job : wanted)
                if (job->stream && !wanted_while_locked(job)) unwanted.push_back(job->stream);
            changed_.notify_all();
        }
        for (const auto& stream : unwanted) stream->abort();
    }

    std::vector<PrefetchReport> report() const {
        const std::lock_guard lock(mutex_);
        std::vector<PrefetchReport> reports;
        std::transform(jobs_.begin(), jobs_.end(), std::back_inserter(reports),
                       [](const JobPtr& job) { return job->report; });
        return reports;
    }

    void wait_until_idle() const {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] {
            return std::none_of(jobs_.begin(), jobs_.end(), [](const JobPtr& job) {
                return job->report.state == PrefetchState::Waiting || job->report.state == PrefetchState::Fetching;
            });
        });
    }

 private:
    void run(const std::stop_token& stop) {
        while (const JobPtr job = next_job(stop)) {
            const Result<void> outcome =
                open(job) ? fetch(*job) : Result<void>(fail(ErrorKind::Aborted, "It is no longer wanted."));
            const std::lock_guard lock(mutex_);
            job->stream.reset();
            job->report.state = outcome ? PrefetchState::Done : PrefetchState::Failed;
            if (!outcome) job->report.error = outcome.error();
            changed_.notify_all();
        }
    }

    JobPtr next_job(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        auto found = jobs_.end();
        const auto is_waiting = [](const JobPtr& job) { return job->report.state == PrefetchState::Waiting; };
        const bool any = changed_.wait(lock, stop, [&] {
            found = std::find_if(jobs_.begin(), jobs_.end(), is_waiting);
            return found != jobs_.end();
        });
        if (!any || stop.stop_requested()) return nullptr;
        const JobPtr job = *found;
        job->report.state = PrefetchState::Fetching;
        return job;
    }

    /// False when it was dropped from the list in the meantime.
    bool open(const JobPtr& job) {
        HttpRequest request;
        request.url = job->report.item.url;
        request.headers = job->report.item.headers;
        request.range = job->report.item.range;
        request.priority = Priority::Preload;
        request.cache = job->report.item.cache;
        std::shared_ptr<HttpStream> stream = http_.open(std::move(request));
        const std::lock_guard lock(mutex_);
        job->stream = std::move(stream);
        return wanted_while_locked(job);
    }

    /// Reads it to its end; the cache in between keeps it.
    Result<void> fetch(Job& job) {
        const auto head = job.stream->head();
        if (!head) return tl::unexpected(head.error());
        if (head->status >= 400) return tl::unexpected(http_status_error(*head, job.report.item.url));
        // A server without ranges sends everything; what was wanted is enough.
        const auto& last = job.report.item.range.last;
        const std::int64_t enough = last ? *last + 1 - head->range_start : std::numeric_limits<std::int64_t>::max();
        std::array<std::byte, 32 * 1024> scratch;
        for (std::int64_t bytes = 0; bytes < enough;) {
            const auto count = job.stream->read(scratch);
            if (!count) return tl::unexpected(count.error());
            if (*count == 0) break;
            bytes += static_cast<std::int64_t>(*count);
            const std::lock_guard lock(mutex_);
            job.report.bytes = bytes;
        }
        return {};
    }

    /// The one that is there already, or a new one.
    JobPtr job_while_locked(PrefetchItem item) {
        const auto known =
            std::find_if(jobs_.begin(), jobs_.end(), [&](const JobPtr& job) { return job->report.item == item; });
        if (known != jobs_.end()) return *known;
        return std::make_shared<Job>(Job{{std::move(item), PrefetchState::Waiting, 0, std::nullopt}, nullptr});
    }

    bool wanted_while_locked(const JobPtr& job) const {
        return std::find(jobs_.begin(), jobs_.end(), job) != jobs_.end();
    }

    HttpClient& http_;
    mutable std::condition_variable_any changed_;
    mutable std::mutex mutex_;  // guards everything below, and every job's report and stream pointer
    std::vector<JobPtr> jobs_;

    std::array<std::jthread, kAtATime> workers_;  // last: they use the above
};

Prefetcher::Prefetcher(HttpClient& http) : state_(std::make_unique<State>(http)) {}
Prefetcher::~Prefetcher() = default;

void Prefetcher::set_wanted(std::vector<PrefetchItem> items) { state_->set_wanted(std::move(items)); }
std::vector<PrefetchReport> Prefetcher::report() const { return state_->report(); }
void Prefetcher::wait_until_idle() const { state_->wait_until_idle(); }

}  // namespace cliffhanger
