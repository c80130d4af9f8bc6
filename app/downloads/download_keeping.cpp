// The part of DownloadManager on the disk's thread: what is there, what is written down, what goes.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "app/downloads/download_manager.h"

namespace cliffhanger {
namespace {

namespace fs = std::filesystem;

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

}  // namespace

std::int64_t DownloadManager::measure_free() const {
    fs::path there = options_.folder;
    std::error_code error;
    while (there.has_relative_path() && !fs::exists(there, error)) there = there.parent_path();
    free_ = options_.free_space ? options_.free_space(options_.folder) : disk_space(there);
    return free_;
}

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

}  // namespace cliffhanger
