#include "app/downloads/download_manager.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "app/downloads/file_fetch.h"
#include "app/downloads/sha256.h"
#include "app/downloads/stream_fetch.h"

namespace cliffhanger {
namespace {

namespace fs = std::filesystem;

/// Left free on the disk, whatever is downloaded.
constexpr std::int64_t kReserve = std::int64_t{64} << 20;
constexpr const char* kMedia = "media";

DownloadTrouble trouble_of(const Error& error) {
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

std::int64_t disk_space(const fs::path& folder) {
    std::error_code error;
    const auto space = fs::space(folder, error);
    return error ? 0 : static_cast<std::int64_t>(space.available);
}

/// What a finished download plays is there, and as long as it was.
bool is_whole(const fs::path& folder, const DownloadRecord& record) {
    if (record.media.empty()) return false;
    std::error_code error;
    const auto size = fs::file_size(folder / record.media, error);
    if (error) return false;
    if (record.stream || !record.size || static_cast<std::int64_t>(size) == *record.size) return true;
    fs::remove(folder / record.media, error);
    return false;
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
};

DownloadManager::DownloadManager(DownloadManagerOptions options, HttpClient& http, std::function<void()> wake)
    : options_(std::move(options)), http_(http), wake_(std::move(wake)) {
    if (options_.folder.empty()) {
        loaded_ = true;
        return;
    }
    disk_thread_ = std::jthread([this](const std::stop_token& stop) { keep_disk(stop); });
    network_thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

DownloadManager::~DownloadManager() {
    network_thread_.request_stop();
    {
        const std::lock_guard lock(mutex_);
        job_stop_.request_stop();
    }
    if (network_thread_.joinable()) network_thread_.join();
    disk_thread_.request_stop();
}

fs::path DownloadManager::folder_of(const EpisodeKey& key) const { return options_.folder / download_folder_name(key); }

void DownloadManager::changed_while_locked(const EpisodeKey& key) {
    unwritten_.insert(key);
    ++changes_;
    changed_.notify_all();
}

void DownloadManager::stop_job_while_locked(const EpisodeKey& key) {
    if (running_ == key) job_stop_.request_stop();
}

void DownloadManager::order(DownloadOrder order) {
    if (options_.folder.empty()) return;
    const std::lock_guard lock(mutex_);
    const EpisodeKey key = order.key;
    const bool known = entries_.contains(key);
    Entry& entry = entries_[key];
    DownloadRecord& record = entry.record;
    if (record.state == DownloadState::Finished) return;
    if (!known) record.number = ++last_number_;
    unwanted_.erase(key);
    record.key = key;
    record.title = order.title;
    record.url = order.url;
    record.stream = order.stream;
    record.has_headers = !order.headers.empty();
    record.sha256 = order.sha256;
    record.size = order.size;
    record.about = order.about;
    record.beside = order.beside;
    if (running_ != key) record.state = DownloadState::Queued;
    record.trouble = DownloadTrouble::None;
    if (!entry.total) entry.total = order.size ? order.size : order.about;
    entry.estimated = !order.size;
    entry.order = std::move(order);
    entry.ordered = true;
    changed_while_locked(key);
}

void DownloadManager::renew(DownloadOrder order) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(order.key);
    if (found == entries_.end() || found->second.record.state == DownloadState::Finished || running_ == order.key)
        return;
    Entry& entry = found->second;
    entry.record.url = order.url;
    entry.record.sha256 = order.sha256;
    entry.order = std::move(order);
    entry.ordered = true;
    changed_while_locked(found->first);
}

void DownloadManager::pause(const EpisodeKey& key) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key);
    if (found == entries_.end() || found->second.record.state == DownloadState::Finished) return;
    found->second.record.state = DownloadState::Paused;
    stop_job_while_locked(key);
    changed_while_locked(key);
}

void DownloadManager::resume(const EpisodeKey& key) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key);
    if (found == entries_.end() || found->second.record.state == DownloadState::Finished) return;
    if (running_ == key && !job_stop_.stop_requested()) return;
    found->second.record.state = DownloadState::Queued;
    found->second.record.trouble = DownloadTrouble::None;
    changed_while_locked(key);
}

void DownloadManager::remove(const EpisodeKey& key) {
    const std::lock_guard lock(mutex_);
    if (entries_.erase(key) == 0) return;
    stop_job_while_locked(key);
    unwritten_.erase(key);
    unwanted_.insert(key);
    ++changes_;
    ++finished_changes_;
    changed_.notify_all();
}

void DownloadManager::set_space_limit(std::int64_t bytes) {
    const std::lock_guard lock(mutex_);
    limit_ = bytes;
}

Download DownloadManager::download_while_locked(const Entry& entry) const {
    const DownloadRecord& record = entry.record;
    Download download{.key = record.key,
                      .state = record.state,
                      .trouble = record.trouble,
                      .bytes = entry.bytes,
                      .total = entry.total,
                      .estimated = entry.estimated,
                      .needs_key = record.needs_key,
                      .title = record.title,
                      .media = {}};
    if (record.state == DownloadState::Finished) {
        download.total = entry.bytes;
        download.estimated = false;
        download.media = (folder_of(record.key) / record.media).string();
    }
    return download;
}

std::vector<Download> DownloadManager::downloads() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::pair<std::int64_t, Download>> all;
    for (const auto& [key, entry] : entries_) all.emplace_back(entry.record.number, download_while_locked(entry));
    std::ranges::sort(all, {}, [](const auto& numbered) { return numbered.first; });
    std::vector<Download> downloads;
    for (auto& [number, download] : all) downloads.push_back(std::move(download));
    return downloads;
}

std::optional<Download> DownloadManager::find(const EpisodeKey& key) const {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key);
    return found == entries_.end() ? std::nullopt : std::optional(download_while_locked(found->second));
}

std::string DownloadManager::finished_media(const EpisodeKey& key) const {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key);
    if (found == entries_.end() || found->second.record.state != DownloadState::Finished) return {};
    return (folder_of(key) / found->second.record.media).string();
}

std::int64_t DownloadManager::used_while_locked() const {
    std::int64_t bytes = 0;
    for (const auto& [key, entry] : entries_) bytes += entry.bytes;
    return bytes;
}

std::int64_t DownloadManager::bytes_used() const {
    const std::lock_guard lock(mutex_);
    return used_while_locked();
}

std::int64_t DownloadManager::measure_free() const {
    fs::path there = options_.folder;
    std::error_code error;
    while (there.has_relative_path() && !fs::exists(there, error)) there = there.parent_path();
    free_ = options_.free_space ? options_.free_space(options_.folder) : disk_space(there);
    return free_;
}

std::uint64_t DownloadManager::changes() const {
    const std::lock_guard lock(mutex_);
    return changes_;
}

std::uint64_t DownloadManager::finished_changes() const {
    const std::lock_guard lock(mutex_);
    return finished_changes_;
}

bool DownloadManager::loaded() const {
    const std::lock_guard lock(mutex_);
    return loaded_;
}

bool DownloadManager::wait_loaded(std::chrono::milliseconds patience) const {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [this] { return loaded_; });
}

void DownloadManager::keep_text(fs::path path, std::string text) {
    if (options_.folder.empty()) return;
    const std::lock_guard lock(mutex_);
    texts_[std::move(path)] = std::move(text);
    changed_.notify_all();
}

bool DownloadManager::idle() const {
    const std::lock_guard lock(mutex_);
    const bool waits = std::ranges::any_of(entries_, [](const auto& entry) {
        const DownloadRecord& record = entry.second.record;
        return record.state == DownloadState::Queued && (entry.second.ordered || !record.has_headers);
    });
    return loaded_ && !running_ && !waits && unwritten_.empty() && unwanted_.empty() && texts_.empty() && !disk_busy_;
}

// The disk's thread.

void DownloadManager::scan() {
    std::error_code error;
    std::map<EpisodeKey, Entry> found;
    std::int64_t last = 0;
    for (const auto& folder : fs::directory_iterator(options_.folder, error)) {
        auto record = read_download_record(folder.path());
        const bool ours = record && folder.path() == folder_of(record->key);
        const bool lost = ours && record->state == DownloadState::Finished && !is_whole(folder.path(), *record);
        if (!ours) {
            spdlog::warn("downloads: {} is none and goes", folder.path().string());
            fs::remove_all(folder.path(), error);
            continue;
        }
        if (lost || record->state == DownloadState::Running) record->state = DownloadState::Queued;
        for (const auto& [url, name] : record->files) kept_.add(url, folder.path() / name);
        Entry entry;
        entry.bytes = download_folder_size(folder.path());
        entry.total = record->size ? record->size : record->about;
        entry.estimated = !record->size;
        last = std::max(last, record->number);
        entry.record = *std::move(record);
        found.emplace(entry.record.key, std::move(entry));
    }
    const std::lock_guard lock(mutex_);
    // What was ordered in the first moments of this run wins, and goes on with the bytes that are there.
    for (auto& [key, entry] : entries_) {
        entry.record.number += last;
        const auto before = found.find(key);
        if (before == found.end()) continue;
        entry.record.etag = before->second.record.etag;
        entry.record.last_modified = before->second.record.last_modified;
        if (before->second.record.state == DownloadState::Finished) entry = before->second;
    }
    last_number_ += last;
    entries_.merge(found);
    for (const EpisodeKey& key : unwanted_) entries_.erase(key);
    loaded_ = true;
    ++changes_;
    ++finished_changes_;
    changed_.notify_all();
}

Result<void> DownloadManager::write_record(const EpisodeKey& key) {
    const std::lock_guard disk(disk_);
    DownloadRecord record;
    {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(key);
        if (found == entries_.end()) return {};
        record = found->second.record;
        unwritten_.erase(key);
    }
    std::error_code error;
    const fs::path folder = folder_of(key);
    fs::create_directories(folder, error);
    if (error) return tl::unexpected(disk_error(error.value(), folder));
    return write_download_record(folder, record);
}

void DownloadManager::write_texts(const std::map<fs::path, std::string>& texts) {
    for (const auto& [path, text] : texts) {
        std::error_code error;
        fs::create_directories(path.parent_path(), error);
        if (const auto written = write_whole_file(path, text); !written)
            spdlog::error("downloads: {} ({})", written.error().message, written.error().context);
    }
}

void DownloadManager::keep_disk(const std::stop_token& stop) {
    measure_free();
    scan();
    wake_();
    for (;;) {
        std::set<EpisodeKey> unwritten, unwanted;
        std::map<fs::path, std::string> texts;
        {
            std::unique_lock lock(mutex_);
            const bool asked = changed_.wait(lock, stop, [this] {
                const bool can_remove =
                    std::ranges::any_of(unwanted_, [this](const auto& key) { return running_ != key; });
                return !unwritten_.empty() || can_remove || !texts_.empty();
            });
            if (!asked && unwritten_.empty() && texts_.empty()) return;
            disk_busy_ = true;
            unwritten = unwritten_;
            for (const EpisodeKey& key : unwanted_) {
                if (running_ != key) unwanted.insert(key);
            }
            for (const EpisodeKey& key : unwanted) unwanted_.erase(key);
            unwritten_.clear();
            texts = std::exchange(texts_, {});
        }
        write_texts(texts);
        for (const EpisodeKey& key : unwanted) {
            const std::lock_guard disk(disk_);
            {
                const std::lock_guard lock(mutex_);
                if (entries_.contains(key)) continue;  // ordered again meanwhile
            }
            std::error_code error;
            kept_.remove_below(folder_of(key));
            fs::remove_all(folder_of(key), error);
        }
        for (const EpisodeKey& key : unwritten) {
            if (const auto written = write_record(key); !written)
                spdlog::error("downloads: {} ({})", written.error().message, written.error().context);
        }
        measure_free();
        {
            const std::lock_guard lock(mutex_);
            disk_busy_ = false;
            ++changes_;
        }
        wake_();
    }
}

// The network's thread.

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
        while (result && !job->stop.stop_requested()) {
            result = perform(*job);
            if (result || job->stop.stop_requested()) break;
            if (!renew_address(*job, result.error()) && !starts_over(*job, result.error()) &&
                !wait_to_retry(*job, result.error()))
                break;
            result = {};
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

/// What is missing of captions and pictures is no reason to be without the episode, unless the disk is full.
Result<void> DownloadManager::keep_beside(Job& job) {
    for (std::size_t i = 0; i < job.record.beside.size(); ++i) {
        const std::string& url = job.record.beside[i];
        if (job.record.files.contains(url)) continue;
        constexpr std::size_t kMost = 8u << 20;
        const auto fetched = fetch_text(url, job.order.headers, kMost, http_, job.stop);
        if (job.stop.stop_requested()) return fail(ErrorKind::Aborted, "The download was stopped.");
        if (!fetched) continue;
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
                ++finished_changes_;
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
