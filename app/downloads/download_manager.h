// Episodes for offline: a queue that brings one after the other into a folder, and goes on after a restart where it
// was. Called on the main thread, which it never blocks; one thread of its own waits for the network, another one for
// the disk. `wake` is called from both when something changed. What is not finished when the program ends, ends.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "app/downloads/download.h"
#include "app/downloads/download_record.h"
#include "app/downloads/kept_files.h"
#include "app/downloads/size_probe.h"
#include "net/retry_policy.h"

namespace cliffhanger {

struct DownloadManagerOptions {
    std::filesystem::path folder;      ///< made when needed; empty: nothing can be downloaded
    RetryPolicy::Limits retries = {};  ///< of one download that brings nothing
    /// What may still be written there; nullptr: what the disk says.
    std::function<std::int64_t(const std::filesystem::path&)> free_space = nullptr;
    int height = 720;  ///< the rung of a stream that is kept
};

class DownloadManager {
 public:
    DownloadManager(DownloadManagerOptions options, HttpClient& http, std::function<void()> wake);
    ~DownloadManager();
    DownloadManager(const DownloadManager&) = delete;
    DownloadManager& operator=(const DownloadManager&) = delete;

    /// Downloads it, behind what waits already. One that failed or was paused goes on; one that is known learns its
    /// address and headers anew.
    void order(DownloadOrder order);
    /// As order(), but only for what is known: a feed has been loaded, and tells addresses and headers.
    void renew(DownloadOrder order);
    void pause(const EpisodeKey& key);
    void resume(const EpisodeKey& key);
    void remove(const EpisodeKey& key);
    /// All downloads together take no more than that; 0 = no limit but the disk's.
    void set_space_limit(std::int64_t bytes);

    /// In the order in which they were asked for.
    std::vector<Download> downloads() const;
    std::optional<Download> find(const EpisodeKey& key) const;
    /// The file that plays; empty while there is none.
    std::string finished_media(const EpisodeKey& key) const;
    std::int64_t bytes_used() const;
    /// As it was when something last changed there.
    std::int64_t bytes_free() const { return free_; }
    /// Counts what changed of anything.
    std::uint64_t changes() const;
    /// What was there when the program started is known.
    bool loaded() const;
    bool wait_loaded(std::chrono::milliseconds patience) const;
    /// Writes a small file beside the downloads, by and by: what else is worth keeping with them.
    void keep_text(std::filesystem::path path, std::string text);
    /// Nothing is left to do but what waits for the viewer; for tests and scripts.
    bool idle() const;
    /// Pictures and captions that were kept with the episodes.
    const KeptFiles& kept_files() const { return kept_; }
    SizeProbe& sizes() { return sizes_; }
    int height() const { return options_.height; }

 private:
    struct Entry {
        DownloadRecord record;
        DownloadOrder order;  ///< of this run
        bool ordered = false;
        std::int64_t bytes = 0;
        std::optional<std::int64_t> total;
        bool estimated = false;
    };
    struct Job;

    // On the network's thread.
    void run(const std::stop_token& stop);
    std::optional<Job> next_job(const std::stop_token& stop);
    Result<void> perform(Job& job);
    Result<void> fetch_file(Job& job);
    Result<void> fetch_stream_of(Job& job);
    Result<void> keep_beside(Job& job);
    Result<void> check_sum(const Job& job) const;
    Result<void> check_space(const EpisodeKey& key, std::int64_t more) const;
    bool renew_address(Job& job, const Error& error);
    bool starts_over(Job& job, const Error& error);
    bool wait_to_retry(Job& job, const Error& error);
    void settle(Job& job, const Result<void>& result);
    void progress(const EpisodeKey& key, std::int64_t bytes, std::optional<std::int64_t> total, bool estimated);

    // On the disk's thread.
    void keep_disk(const std::stop_token& stop);
    void scan();
    Result<void> write_record(const EpisodeKey& key);
    void write_texts(const std::map<std::filesystem::path, std::string>& texts);

    std::filesystem::path folder_of(const EpisodeKey& key) const;
    Download download_while_locked(const Entry& entry) const;
    void changed_while_locked(const EpisodeKey& key);
    void stop_job_while_locked(const EpisodeKey& key);
    std::int64_t used_while_locked() const;
    std::int64_t measure_free() const;

    const DownloadManagerOptions options_;
    HttpClient& http_;
    const std::function<void()> wake_;
    KeptFiles kept_;
    mutable std::atomic<std::int64_t> free_{0};

    std::mutex disk_;  // taken before mutex_: records are written one after the other

    mutable std::mutex mutex_;
    // Guarded by mutex_.
    mutable std::condition_variable_any changed_;
    std::map<EpisodeKey, Entry> entries_;
    std::set<EpisodeKey> unwritten_, unwanted_;
    std::map<std::filesystem::path, std::string> texts_;
    std::optional<EpisodeKey> running_;
    std::stop_source job_stop_;
    std::int64_t limit_ = 0, last_number_ = 0;
    std::uint64_t changes_ = 0;
    bool loaded_ = false, disk_busy_ = false;

    SizeProbe sizes_;
    std::jthread disk_thread_, network_thread_;  ///< last: they use the above
};

}  // namespace cliffhanger
