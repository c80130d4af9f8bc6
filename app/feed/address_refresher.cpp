#include "app/feed/address_refresher.h"

#include <algorithm>

#include "app/feed/feed.h"
#include "net/catalog/catalog_client.h"
#include "net/url.h"

namespace cliffhanger {
namespace {

const Episode* find_episode(const Catalog& catalog, const std::string& series_id, const std::string& episode_id) {
    for (const Series& series : catalog.series) {
        if (series.id != series_id) continue;
        for (const Episode& episode : series.episodes)
            if (episode.id == episode_id) return &episode;
    }
    return nullptr;
}

}  // namespace

Result<FreshAddress> AddressRefresher::refresh(const std::string& series_id, const std::string& episode_id,
                                               const std::string& refused_url, const std::stop_token& stop) {
    const auto pick = [](const Episode& episode) {
        const VideoAddress* video = choose_video(episode);
        return video != nullptr ? video->url : std::string{};
    };
    return refresh_picked(series_id, episode_id, pick, refused_url, stop);
}

Result<FreshAddress> AddressRefresher::refresh_dub(const std::string& series_id, const std::string& episode_id,
                                                   const AudioTrackInfo& dub, const std::stop_token& stop) {
    const auto pick = [&dub](const Episode& episode) {
        for (const AudioTrackInfo& track : episode.audio_tracks) {
            const bool same = track.language == dub.language && track.label == dub.label && track.type == dub.type;
            if (same && !track.url.empty()) return track.url;
        }
        return std::string{};
    };
    return refresh_picked(series_id, episode_id, pick, dub.url, stop);
}

Result<FreshAddress> AddressRefresher::refresh_picked(const std::string& series_id, const std::string& episode_id,
                                                      const Pick& pick, const std::string& refused_url,
                                                      const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    if (!loaded_.wait(lock, stop, [this] { return !loading_; }))
        return fail(ErrorKind::Aborted, "Loading the catalog again was stopped.", source_);
    const auto found = [&]() -> std::optional<FreshAddress> {
        const Episode* episode = catalog_ ? find_episode(*catalog_, series_id, episode_id) : nullptr;
        const std::string url = episode ? pick(*episode) : std::string{};
        if (url.empty() || normalize_http_url(url).value_or(url) == refused_url) return std::nullopt;
        return FreshAddress{url, episode->headers};
    };
    const bool recent = catalog_ && clock_.now() - loaded_at_ < kFreshEnough;
    if (auto known = recent ? found() : std::nullopt) return *std::move(known);
    if (auto loaded = load_while_unlocked(lock, stop); !loaded) return tl::unexpected(loaded.error());
    if (auto fresh = found()) return *std::move(fresh);
    return fail(ErrorKind::Forbidden, "The catalog names no other address.", source_);
}

Result<void> AddressRefresher::load_while_unlocked(std::unique_lock<std::mutex>& lock, const std::stop_token& stop) {
    loading_ = true;
    lock.unlock();
    auto loaded = load_catalog(source_, http_, clock_, stop);
    lock.lock();
    loading_ = false;
    if (loaded) {
        catalog_ = std::move(loaded->catalog);
        loaded_at_ = clock_.now();
    }
    loaded_.notify_all();
    if (!loaded) return tl::unexpected(loaded.error());
    return {};
}

}  // namespace cliffhanger
