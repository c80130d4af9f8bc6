#include "app/downloads/download_manager.h"

#include <algorithm>
#include <utility>

namespace cliffhanger {

namespace fs = std::filesystem;

DownloadManager::DownloadManager(DownloadManagerOptions options, HttpClient& http, std::function<void()> wake)
    : options_(std::move(options)), http_(http), wake_(std::move(wake)), sizes_(http_, wake_) {
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

std::uint64_t DownloadManager::changes() const {
    const std::lock_guard lock(mutex_);
    return changes_;
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

}  // namespace cliffhanger
