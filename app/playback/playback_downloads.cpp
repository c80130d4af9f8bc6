#include "app/playback/playback_downloads.h"

#include <algorithm>
#include <utility>

#include "app/downloads/download_manager.h"
#include "app/downloads/offline_feed.h"
#include "app/downloads/sha256.h"
#include "app/feed/feed.h"
#include "app/playback/playback_host.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr double kWatchedToItsEnd = 0.9;
/// As much as the engine leaves free on the disk.
constexpr std::int64_t kReserve = std::int64_t{64} << 20;
/// The list of downloads is read while the window is made.
constexpr std::chrono::milliseconds kPatience = 250ms;
/// While the feed cannot be had it is asked for now and then.
constexpr Microseconds kTryAgain = 15s;
constexpr std::size_t kGone = static_cast<std::size_t>(-1);

bool is_remote(const std::string& url) { return url.starts_with("http://") || url.starts_with("https://"); }

bool is_under_way(const Download& download) {
    return download.state == DownloadState::Finished || download.state == DownloadState::Queued ||
           download.state == DownloadState::Running;
}

/// What the feed says of an episode's size; 0: nothing.
std::int64_t stated_size(const VideoAddress& video, const Episode& episode) {
    if (video.size > 0) return video.size;
    if (is_streaming_type(video.video_type)) return 0;
    return static_cast<std::int64_t>(video.bitrate_kbps * 125.0 * episode.duration_s.value_or(0));
}

/// Rows without any of those that stay go with them.
void erase_empty_series(Catalog& catalog) {
    std::vector<std::size_t> place(catalog.series.size());
    std::size_t stay = 0;
    for (std::size_t i = 0; i < catalog.series.size(); ++i)
        place[i] = catalog.series[i].episodes.empty() ? kGone : stay++;
    for (FeedShelf& shelf : catalog.shelves) {
        for (std::size_t& series : shelf.series) series = place[series];
        std::erase(shelf.series, kGone);
    }
    std::erase_if(catalog.shelves, [](const FeedShelf& shelf) { return shelf.series.empty(); });
    std::erase_if(catalog.series, [](const Series& series) { return series.episodes.empty(); });
}

}  // namespace

std::uint64_t PlaybackDownloads::changes() const { return possible() ? around_.manager->changes() : 0; }

std::vector<Download> PlaybackDownloads::downloads() const {
    return possible() ? around_.manager->downloads() : std::vector<Download>{};
}

std::optional<Download> PlaybackDownloads::find(const EpisodeKey& key) const {
    return possible() ? around_.manager->find(key) : std::nullopt;
}

std::optional<Download> PlaybackDownloads::of(std::size_t series, std::size_t episode) const {
    const Catalog* catalog = around_.catalog();
    if (!possible() || catalog == nullptr) return std::nullopt;
    const Series& there = catalog->series[series];
    return find({around_.feed_key(), there.id, there.episodes[episode].id});
}

DownloadSpace PlaybackDownloads::space() const {
    if (!possible()) return {};
    return {around_.manager->bytes_used(), around_.manager->bytes_free(), limit_};
}

void PlaybackDownloads::pause(const EpisodeKey& key) {
    if (possible()) around_.manager->pause(key);
}

void PlaybackDownloads::resume(const EpisodeKey& key) {
    if (possible()) around_.manager->resume(key);
}

void PlaybackDownloads::remove(const EpisodeKey& key) {
    if (possible()) around_.manager->remove(key);
}

bool PlaybackDownloads::locked(const Series& series, const Episode& episode) const {
    if (around_.closed && around_.closed(episode)) return true;
    return episode.lock && !around_.library.episode({around_.feed_key(), series.id, episode.id}).unlocked;
}

std::optional<DownloadOrder> PlaybackDownloads::order_of(const Series& series, const Episode& episode) const {
    const VideoAddress* video = choose_video(episode);
    if (video == nullptr || !is_remote(video->url) || locked(series, episode)) return std::nullopt;
    DownloadOrder order;
    order.key = {around_.feed_key(), series.id, episode.id};
    order.title = series.title.get({});
    order.url = video->url;
    order.stream = video->video_type == "HLS";
    order.headers = episode.headers;
    order.refresh = around_.refresh(series.id, episode.id);
    order.sha256 = video->sha256;
    if (video->size > 0) order.size = video->size;
    if (const std::int64_t about = stated_size(*video, episode); about > 0) order.about = about;
    for (const Caption& caption : episode.captions) order.beside.push_back(caption.url);
    for (const AudioTrackInfo& dub : episode.audio_tracks) order.beside.push_back(dub.url);
    if (!series.posters.empty()) order.beside.push_back(series.posters.front().url);
    order.beside.push_back(episode.thumbnail_url);
    std::erase_if(order.beside, [](const std::string& url) { return !is_remote(url); });
    return order;
}

DownloadPlan PlaybackDownloads::plan(std::size_t index, const std::vector<std::size_t>& episodes) const {
    DownloadPlan plan;
    if (!possible() || around_.catalog() == nullptr) return plan;
    const Series& series = around_.catalog()->series[index];
    std::int64_t unknown = 0, known = 0, known_bytes = 0;
    for (const Download& download : downloads()) {
        const bool like_it = download.key.series_key() == SeriesKey{around_.feed_key(), series.id};
        if (!like_it || download.state != DownloadState::Finished) continue;
        ++known;
        known_bytes += download.bytes;
    }
    for (const std::size_t number : episodes) {
        const Episode& episode = series.episodes[number];
        const auto there = find({around_.feed_key(), series.id, episode.id});
        if (there && is_under_way(*there)) continue;
        const auto order = order_of(series, episode);
        if (!order) continue;
        plan.episodes.push_back(number);
        std::int64_t size = order->size.value_or(order->about.value_or(0));
        if (size == 0) size = around_.manager->sizes().size_of(order->url).value_or(0);
        plan.bytes += size;
        size > 0 ? ++known : ++unknown;
        known_bytes += size;
    }
    // Of those that nobody says anything of, what the others of the series are.
    plan.size_known = known > 0 && !plan.episodes.empty();
    if (known > 0) plan.bytes += unknown * (known_bytes / known);
    const DownloadSpace there = space();
    std::int64_t room = there.free - kReserve;
    if (there.limit > 0) room = std::min(room, there.limit - there.used);
    plan.missing = std::max<std::int64_t>(0, plan.bytes - std::max<std::int64_t>(0, room));
    return plan;
}

/// A few speak for all of a series.
void PlaybackDownloads::measure(std::size_t index, const std::vector<std::size_t>& episodes) {
    constexpr std::size_t kMost = 3;
    const Catalog* catalog = around_.catalog();
    if (!possible() || catalog == nullptr || episodes.empty()) return;
    const Series& series = catalog->series[index];
    const std::size_t count = std::min(kMost, episodes.size());
    for (std::size_t i = 0; i < count; ++i) {
        const Episode& episode = series.episodes[episodes[i * episodes.size() / count]];
        const auto order = order_of(series, episode);
        if (!order || order->size || order->about) continue;
        around_.manager->sizes().ask(
            {order->url, order->headers, order->stream, episode.duration_s.value_or(0), around_.manager->height()});
    }
}

void PlaybackDownloads::order(std::size_t index, const std::vector<std::size_t>& episodes) {
    const Catalog* catalog = around_.catalog();
    if (!possible() || catalog == nullptr) return;
    const Series& series = catalog->series[index];
    for (const std::size_t number : episodes) {
        if (auto order = order_of(series, series.episodes[number])) around_.manager->order(*std::move(order));
    }
}

std::string PlaybackDownloads::local_address(const EpisodeKey& key) const {
    return possible() ? around_.manager->finished_media(key) : std::string();
}

std::string PlaybackDownloads::kept_beside(const std::string& url) const {
    return possible() ? around_.manager->kept_files().find(url).string() : std::string();
}

bool PlaybackDownloads::wait_loaded(std::chrono::milliseconds patience) const {
    return possible() && around_.manager->wait_loaded(patience);
}

std::filesystem::path PlaybackDownloads::remembered_feed(const std::string& feed_key) const {
    return around_.feeds / (sha256_of(feed_key).substr(0, 24) + ".json");
}

Catalog PlaybackDownloads::only_downloaded(Catalog remembered, const std::string& feed_key) const {
    for (Series& series : remembered.series) {
        std::erase_if(series.episodes, [&](const Episode& episode) {
            return local_address({feed_key, series.id, episode.id}).empty();
        });
    }
    erase_empty_series(remembered);
    return remembered;
}

void PlaybackDownloads::follow(const SettingValues& settings, std::uint64_t edition, bool online,
                               const OnStage& on_stage) {
    if (!possible() || !around_.manager->loaded()) return;
    if (std::exchange(limit_, settings.download_space) != settings.download_space)
        around_.manager->set_space_limit(limit_);
    const Catalog* catalog = around_.catalog();
    if (catalog != nullptr && online) {
        if (std::exchange(edition_seen_, edition) != edition) renew_orders(*catalog);
        remember_feed(*catalog);
    }
    if (settings.delete_watched && watching_seen_ != around_.library.changes()) {
        watching_seen_ = around_.library.changes();
        delete_watched(on_stage);
    }
}

/// Addresses and headers of what is still to come.
void PlaybackDownloads::renew_orders(const Catalog& catalog) {
    for (const Download& download : downloads()) {
        if (download.key.feed != around_.feed_key() || download.state == DownloadState::Finished) continue;
        const auto series = std::ranges::find(catalog.series, download.key.series, &Series::id);
        if (series == catalog.series.end()) continue;
        const auto episode = std::ranges::find(series->episodes, download.key.episode, &Episode::id);
        if (episode == series->episodes.end()) continue;
        if (auto order = order_of(*series, *episode)) around_.manager->renew(*std::move(order));
    }
}

void PlaybackDownloads::remember_feed(const Catalog& catalog) {
    const std::uint64_t now = around_.manager->changes();
    if (std::exchange(changes_seen_, now) == now && remembered_edition_ == edition_seen_) return;
    std::set<std::string> wanted;
    for (const Download& download : downloads()) {
        if (download.key.feed == around_.feed_key()) wanted.insert(download.key.series);
    }
    const bool same = wanted == remembered_ && (remembered_edition_ == edition_seen_ || wanted.empty());
    remembered_edition_ = edition_seen_;
    if (same) return;
    remembered_ = std::move(wanted);
    around_.manager->keep_text(remembered_feed(around_.feed_key()), offline_feed(catalog, remembered_));
}

void PlaybackDownloads::delete_watched(const OnStage& on_stage) {
    for (const Download& download : downloads()) {
        if (download.state != DownloadState::Finished || on_stage(download.key)) continue;
        if (around_.library.episode(download.key).watched >= kWatchedToItsEnd) around_.manager->remove(download.key);
    }
}

// What the host does with it.

PlaybackDownloads::Surroundings PlaybackHost::download_surroundings() {
    return {.manager = surroundings_.downloads,
            .feeds = surroundings_.offline_feeds,
            .library = surroundings_.library,
            .catalog = [this] { return catalog(); },
            .feed_key = [this]() -> const std::string& { return feed_key_; },
            .closed = [this](const Episode& episode) { return age_gate_.locks(episode); },
            .open =
                [this](const EpisodeKey& key) {
                    open_source(key.feed, StartPosition{key.series, key.episode, 0});
                },
            .refresh = [this](const std::string& series, const std::string& episode) -> RefreshAddress {
                return
                    [refresher = refresher_, series, episode](const std::string& refused, const std::stop_token& stop) {
                        return refresher->refresh(series, episode, refused, stop);
                    };
            }};
}

void PlaybackHost::follow_downloads() {
    if (!downloads_.possible()) return;
    if (offline_.next_try && now_ >= *offline_.next_try) {
        offline_.next_try = now_ + kTryAgain;
        if (!loader_.loading()) loader_.start(source_);
    }
    const auto on_stage = [this](const EpisodeKey& episode) {
        for (std::size_t i = current_ > 0 ? current_ - 1 : 0; i < page_count() && i <= current_ + 1; ++i) {
            if (key(i) == episode) return true;
        }
        return false;
    };
    downloads_.follow(settings_.values(), edition_, !offline_.shown, on_stage);
}

/// True when that was all there is to do with what has been loaded: the feed cannot be had, and what is remembered of
/// it takes its place.
bool PlaybackHost::take_offline_feed(const Result<LoadedCatalog>& loaded) {
    const std::string wanted_key = wanted_ ? library_feed_key(wanted_->source) : feed_key_;
    if (std::exchange(offline_.asked, false)) {
        Catalog here = loaded ? downloads_.only_downloaded(loaded->catalog, wanted_key) : Catalog{};
        const std::optional<Error> error = std::exchange(offline_.error, std::nullopt);
        if (here.series.empty()) {
            if (feed_) notice_ = HostNotice::SourceNotOpened;
            if (!feed_) feed_error_ = error;
            unusable_as_ = FeedState::Failed;
            wanted_.reset();
            return true;
        }
        if (wanted_ && feed_) adopt_wanted();
        wanted_.reset();
        offline_.shown = true;
        offline_.next_try = now_ + kTryAgain;
        use_feed(std::move(here));
        return true;
    }
    if (loaded) {
        if (offline_.shown && !wanted_) notice_ = HostNotice::BackOnline;
        offline_ = {};
        return false;
    }
    if ((feed_ && !wanted_) || !downloads_.wait_loaded(kPatience)) return false;
    std::error_code error;
    const auto remembered = downloads_.remembered_feed(wanted_key);
    if (!std::filesystem::exists(remembered, error)) return false;
    offline_.asked = true;
    offline_.error = loaded.error();
    loader_.start(remembered.string());
    return true;
}

}  // namespace cliffhanger
