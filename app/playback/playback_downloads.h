// Downloads as the feed that plays has them: episodes become orders, what is here plays from here, and what the feed
// says of it is kept for a start without a network. Main thread only; nothing blocks.
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>

#include "app/downloads/download_control.h"
#include "net/catalog/catalog.h"

namespace cliffhanger {

class DownloadManager;
class Library;
struct SettingValues;

class PlaybackDownloads final : public DownloadControl {
 public:
    /// All outlive it.
    struct Surroundings {
        DownloadManager* manager = nullptr;  ///< nullptr: nothing is downloaded
        std::filesystem::path feeds;         ///< what feeds say of downloads, a file each
        const Library& library;
        std::function<const Catalog*()> catalog;
        std::function<const std::string&()> feed_key;
        std::function<bool(const Episode&)> closed;  ///< above the age limit
        std::function<void(const EpisodeKey&)> open;
        std::function<RefreshAddress(const std::string& series, const std::string& episode)> refresh;
    };
    explicit PlaybackDownloads(Surroundings surroundings) : around_(std::move(surroundings)) {}

    bool possible() const override { return around_.manager != nullptr; }
    std::uint64_t changes() const override;
    std::vector<Download> downloads() const override;
    std::optional<Download> find(const EpisodeKey& key) const override;
    DownloadSpace space() const override;
    std::optional<Download> of(std::size_t series, std::size_t episode) const override;
    DownloadPlan plan(std::size_t series, const std::vector<std::size_t>& episodes) const override;
    void measure(std::size_t series, const std::vector<std::size_t>& episodes) override;
    void order(std::size_t series, const std::vector<std::size_t>& episodes) override;
    void pause(const EpisodeKey& key) override;
    void resume(const EpisodeKey& key) override;
    void remove(const EpisodeKey& key) override;
    void play_elsewhere(const EpisodeKey& key) override { around_.open(key); }

    /// The address of what is here of an episode; empty: nothing that plays.
    std::string local_address(const EpisodeKey& key) const;
    /// The file that came with an episode from there: a dub. Empty: none did.
    std::string kept_beside(const std::string& url) const;
    /// What was there before this run is known; waits for it at most this long.
    bool wait_loaded(std::chrono::milliseconds patience) const;

    using OnStage = std::function<bool(const EpisodeKey&)>;
    /// Once a loop turn. `online`: the catalog is the feed's own; `on_stage`: it plays or is about to.
    void follow(const SettingValues& settings, std::uint64_t edition, bool online, const OnStage& on_stage);
    /// The file with what the feed of this key said of its downloads; it need not exist.
    std::filesystem::path remembered_feed(const std::string& feed_key) const;
    /// What of a remembered feed is here and plays.
    Catalog only_downloaded(Catalog remembered, const std::string& feed_key) const;

 private:
    std::optional<DownloadOrder> order_of(const Series& series, const Episode& episode) const;
    bool locked(const Series& series, const Episode& episode) const;
    void renew_orders(const Catalog& catalog);
    void remember_feed(const Catalog& catalog);
    void delete_watched(const OnStage& on_stage);

    Surroundings around_;
    std::uint64_t edition_seen_ = 0, changes_seen_ = 0, watching_seen_ = 0;
    std::int64_t limit_ = 0;
    std::set<std::string> remembered_;  ///< series that the remembered feed has
    std::uint64_t remembered_edition_ = 0;
};

}  // namespace cliffhanger
