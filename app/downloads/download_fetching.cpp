// The part of DownloadManager on the network's thread: one episode after the other, and what becomes of it.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "app/downloads/download_manager.h"
#include "app/downloads/file_fetch.h"
#include "app/downloads/sha256.h"
#include "app/downloads/stream_fetch.h"
#include "player/source/hls/hls_playlist.h"

namespace cliffhanger {
namespace {

namespace fs = std::filesystem;

/// Left free on the disk, whatever is downloaded.
constexpr std::int64_t kReserve = std::int64_t{64} << 20;
constexpr const char* kMedia = "media";

DownloadTrouble trouble_of(const Error& error) {
    if (error.detail == ErrorDetail::Busy) return DownloadTrouble::Busy;
    switch (error.kind) {
        case ErrorKind::NotFound:
        case ErrorKind::Forbidden:
            return DownloadTrouble::Refused;
        case ErrorKind::TooLarge:
            return DownloadTrouble::NoSpace;
        case ErrorKind::Corrupted:
            return DownloadTrouble::Corrupted;
        case ErrorKind::Unsupported:
            return DownloadTrouble::Unsupported;
        case ErrorKind::Io:
            return error.context.starts_with('/') ? DownloadTrouble::Disk : DownloadTrouble::Network;
        default:
            return DownloadTrouble::Network;
    }
}

/// The container's name, which players of files go by.
std::string media_name(const std::string& url) {
    const auto query = url.find_first_of("?#");
    std::string extension = fs::path(url.substr(0, query)).extension().string();
    const bool plain = extension.size() > 1 && extension.size() <= 6 &&
                       std::ranges::all_of(extension.substr(1), [](unsigned char c) { return std::isalnum(c) != 0; });
    return kMedia + (plain ? extension : std::string(".mp4"));
}

}  // namespace

/// What the network's thread works on: copies, so that it needs the lock only to say how far it is.
struct DownloadManager::Job {
    DownloadRecord record;
    DownloadOrder order;
    fs::path folder;
    std::stop_token stop;
    int failures = 0;               ///< in a row, without a byte between them
    std::int64_t bytes_before = 0;  ///< when the last one happened
    std::chrono::steady_clock::time_point failing_since;
    bool renewed = false, started_over = false;
    std::set<std::string> tried_beside;  ///< asked for already, whatever came
};

std::optional<DownloadManager::Job> DownloadManager::next_job(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    Entry* next = nullptr;
    const bool there = changed_.wait(lock, stop, [&] {
        next = nullptr;
        if (!loaded_) return false;
        for (auto& [key, entry] : entries_) {
            const bool ready = entry.record.state == DownloadState::Queued && !unwanted_.contains(key) &&
                               (entry.ordered || !entry.record.has_headers);
            if (ready && (next == nullptr || entry.record.number < next->record.number)) next = &entry;
        }
        return next != nullptr;
    });
    if (!there || stop.stop_requested()) return std::nullopt;
    next->record.state = DownloadState::Running;
    running_ = next->record.key;
    job_stop_ = std::stop_source();
    changed_while_locked(*running_);
    Job job;
    job.record = next->record;
    job.order = next->order;
    job.folder = folder_of(*running_);
    job.stop = job_stop_.get_token();
    job.bytes_before = next->bytes;
    return job;
}

void DownloadManager::run(const std::stop_token& stop) {
    while (std::optional<Job> job = next_job(stop)) {
        const std::stop_callback end_with_all(stop, [this] {
            const std::lock_guard lock(mutex_);
            job_stop_.request_stop();
        });
        Result<void> result = write_record(job->record.key);
        for (bool again = result.has_value(); again && !job->stop.stop_requested();) {
            result = perform(*job);
            again = !result && !job->stop.stop_requested() &&
                    (renew_address(*job, result.error()) || starts_over(*job, result.error()) ||
                     wait_to_retry(*job, result.error()));
        }
        settle(*job, result);
    }
}

void DownloadManager::progress(const EpisodeKey& key, std::int64_t bytes, std::optional<std::int64_t> total,
                               bool estimated) {
    bool tell = false;
    {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(key);
        if (found == entries_.end()) return;
        // Every per mille is news enough.
        const std::int64_t step = total.value_or(0) / 1000 + 1;
        tell = bytes / step != found->second.bytes / step || found->second.total != total;
        found->second.bytes = bytes;
        if (total) found->second.total = total;
        if (total) found->second.estimated = estimated;
        if (tell) ++changes_;
    }
    if (tell) wake_();
}

Result<void> DownloadManager::check_space(const EpisodeKey& key, std::int64_t more) const {
    const std::int64_t free = measure_free();
    const std::lock_guard lock(mutex_);
    const bool beyond_limit = limit_ > 0 && used_while_locked() + more > limit_;
    if (!beyond_limit && more + kReserve <= free) return {};
    return fail(ErrorKind::TooLarge, "There is no space left for the download.", key.episode);
}

Result<void> DownloadManager::perform(Job& job) {
    if (auto beside = keep_beside(job); !beside) return beside;
    if (auto fetched = job.record.stream ? fetch_stream_of(job) : fetch_file(job); !fetched) return fetched;
    return {};
}

Result<void> DownloadManager::fetch_file(Job& job) {
    const std::string name = media_name(job.record.url);
    const FileFetch fetch{job.record.url,
                          job.order.headers,
                          std::nullopt,
                          job.folder / name,
                          {job.record.etag, job.record.last_modified}};
    const FetchWatcher watcher{[&](const ResourceVersion& version, std::optional<std::int64_t> total) -> Result<void> {
                                   std::error_code error;
                                   const auto there = fs::file_size(fetch.target.string() + ".part", error);
                                   const std::int64_t have = error ? 0 : static_cast<std::int64_t>(there);
                                   if (total) {
                                       if (auto room = check_space(job.record.key, *total - have); !room) return room;
                                   }
                                   job.record.etag = version.etag;
                                   job.record.last_modified = version.last_modified;
                                   if (total) job.record.size = total;
                                   {
                                       const std::lock_guard lock(mutex_);
                                       const auto found = entries_.find(job.record.key);
                                       if (found == entries_.end())
                                           return fail(ErrorKind::Aborted, "The download was removed.");
                                       found->second.record.etag = version.etag;
                                       found->second.record.last_modified = version.last_modified;
                                       found->second.record.size = job.record.size;
                                   }
                                   progress(job.record.key, have, job.record.size, false);
                                   return write_record(job.record.key);
                               },
                               [&](std::int64_t bytes) { progress(job.record.key, bytes, job.record.size, false); }};
    // One that is whole already waits for its checksum only.
    std::error_code error;
    if (!fs::exists(fetch.target, error)) {
        if (auto fetched = fetch_into_file(fetch, http_, watcher, job.stop); !fetched) return fetched;
    }
    job.record.media = name;
    if (auto right = check_sum(job); !right) {
        fs::remove(fetch.target, error);
        return right;
    }
    return {};
}

Result<void> DownloadManager::check_sum(const Job& job) const {
    if (job.record.sha256.empty()) return {};
    const auto sum = sha256_of_file(job.folder / job.record.media);
    if (!sum) return tl::unexpected(sum.error());
    if (*sum == job.record.sha256) return {};
    return fail(ErrorKind::Corrupted, "The file is not what the feed promises.", job.record.url);
}

Result<void> DownloadManager::fetch_stream_of(Job& job) {
    const auto grows = [&](const StreamProgress& at) -> Result<void> {
        const auto total = at.total ? at.total : job.record.about;
        progress(job.record.key, at.bytes, total, true);
        return check_space(job.record.key, 0);
    };
    const StreamFetch fetch{job.record.url, job.order.headers, job.folder, options_.height};
    const auto fetched = fetch_stream(fetch, http_, grows, job.stop);
    if (!fetched) return tl::unexpected(fetched.error());
    job.record.media = fetched->playlist;
    job.record.needs_key = fetched->needs_key;
    return {};
}

/// What is missing of captions, pictures and dubs is no reason to be without the episode, unless the disk is full.
Result<void> DownloadManager::keep_beside(Job& job) {
    for (std::size_t i = 0; i < job.record.beside.size(); ++i) {
        const std::string& url = job.record.beside[i];
        if (job.record.files.contains(url) || !job.tried_beside.insert(url).second) continue;
        constexpr std::size_t kMost = 16u << 20;  // an uncompressed dub of a minute and a half
        const auto fetched = fetch_text(url, job.order.headers, kMost, http_, job.stop);
        if (job.stop.stop_requested()) return fail(ErrorKind::Aborted, "The download was stopped.");
        // A playlist alone is nothing.
        if (!fetched || may_be_hls_playlist(fetched->text)) continue;
        if (auto room = check_space(job.record.key, static_cast<std::int64_t>(fetched->text.size())); !room)
            return room;
        const std::string name = "beside-" + std::to_string(i);
        if (auto written = write_whole_file(job.folder / name, fetched->text); !written) return written;
        job.record.files[url] = name;
        kept_.add(url, job.folder / name);
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(job.record.key);
        if (found != entries_.end()) found->second.record.files = job.record.files;
        if (found != entries_.end()) unwritten_.insert(job.record.key);
    }
    return {};
}

/// An address that has expired is asked for anew, once until bytes come again.
bool DownloadManager::renew_address(Job& job, const Error& error) {
    if (error.kind != ErrorKind::Forbidden && error.kind != ErrorKind::NotFound) return false;
    if (!job.order.refresh || std::exchange(job.renewed, true)) return false;
    auto fresh = job.order.refresh(job.record.url, job.stop);
    if (!fresh) return false;
    job.record.url = fresh->url;
    job.order.headers = fresh->headers;
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(job.record.key);
    if (found != entries_.end()) found->second.record.url = job.record.url;
    return true;
}

/// What came damaged is fetched once more; the viewer reads why.
bool DownloadManager::starts_over(Job& job, const Error& error) {
    if (error.kind != ErrorKind::Corrupted || std::exchange(job.started_over, true)) return false;
    {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(job.record.key);
        if (found == entries_.end()) return false;
        found->second.record.trouble = DownloadTrouble::Corrupted;
        found->second.bytes = 0;
        ++changes_;
    }
    wake_();
    return true;
}

bool DownloadManager::wait_to_retry(Job& job, const Error& error) {
    std::unique_lock lock(mutex_);
    const auto found = entries_.find(job.record.key);
    if (found == entries_.end()) return false;
    const auto now = std::chrono::steady_clock::now();
    if (found->second.bytes > job.bytes_before || job.failures == 0) {
        job.failures = 0;
        job.renewed = false;
        job.failing_since = now;
    }
    job.bytes_before = found->second.bytes;
    const auto elapsed = std::chrono::duration_cast<Microseconds>(now - job.failing_since);
    const RetryPolicy policy(options_.retries);
    const auto delay = policy.delay(error, ++job.failures, 0.5, elapsed, RetryPolicy::Phase::Opening);
    if (!delay) return false;
    changed_.wait_for(lock, job.stop, *delay, [&] { return job.stop.stop_requested(); });
    return !job.stop.stop_requested();
}

void DownloadManager::settle(Job& job, const Result<void>& result) {
    {
        const std::lock_guard lock(mutex_);
        running_.reset();
        const auto found = entries_.find(job.record.key);
        if (found != entries_.end()) {
            DownloadRecord& record = found->second.record;
            record.needs_key = job.record.needs_key;
            const bool stopped = job.stop.stop_requested();
            if (!stopped && result) {
                record.state = DownloadState::Finished;
                record.trouble = DownloadTrouble::None;
                record.media = job.record.media;
                found->second.bytes = download_folder_size(job.folder);
                // What is there after all: a feed may have said something else.
                std::error_code error;
                const auto size = fs::file_size(job.folder / record.media, error);
                if (!record.stream && !error) record.size = static_cast<std::int64_t>(size);
            } else if (!stopped) {
                record.state = DownloadState::Failed;
                record.trouble = trouble_of(result.error());
                spdlog::info("downloads: {}: {} ({})", record.key.episode, result.error().message,
                             result.error().context);
            } else if (record.state == DownloadState::Running) {
                record.state = DownloadState::Queued;  // the program ends
            }
            changed_while_locked(job.record.key);
        }
        changed_.notify_all();
    }
    wake_();
}

}  // namespace cliffhanger
