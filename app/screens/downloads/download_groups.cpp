#include "app/screens/downloads/download_groups.h"

#include <algorithm>
#include <array>

namespace cliffhanger {

const Download& DownloadGroup::speaking() const {
    constexpr std::array kOrder = {DownloadState::Running, DownloadState::Queued, DownloadState::Failed,
                                   DownloadState::Paused, DownloadState::Finished};
    const auto rank = [&](const Item& item) { return std::ranges::find(kOrder, item.download.state) - kOrder.begin(); };
    return std::ranges::min_element(items, {}, rank)->download;
}

DownloadState DownloadGroup::state() const { return speaking().state; }

std::int64_t DownloadGroup::bytes() const {
    std::int64_t bytes = 0;
    for (const Item& item : items) bytes += item.download.bytes;
    return bytes;
}

double DownloadGroup::share() const {
    double done = 0;
    for (const Item& item : items) done += share_of(item.download).value_or(0);
    return done / static_cast<double>(items.size());
}

std::vector<DownloadGroup> group_downloads(const std::vector<Download>& downloads, const Catalog* catalog,
                                           const std::string& feed_key) {
    std::vector<DownloadGroup> groups;
    for (const Download& download : downloads) {
        const SeriesKey key = download.key.series_key();
        auto group = std::ranges::find(groups, key, &DownloadGroup::key);
        if (group == groups.end()) {
            groups.push_back({.key = key, .series = {}, .title = download.title, .items = {}});
            group = groups.end() - 1;
            if (catalog != nullptr && key.feed == feed_key) {
                const auto found = std::ranges::find(catalog->series, key.series, &Series::id);
                if (found != catalog->series.end())
                    group->series = static_cast<std::size_t>(found - catalog->series.begin());
            }
        }
        DownloadGroup::Item item{download, std::nullopt};
        if (group->series) {
            const auto& episodes = catalog->series[*group->series].episodes;
            const auto found = std::ranges::find(episodes, download.key.episode, &Episode::id);
            if (found != episodes.end()) item.episode = static_cast<std::size_t>(found - episodes.begin());
        }
        group->items.push_back(std::move(item));
    }
    for (DownloadGroup& group : groups) {
        std::ranges::stable_sort(group.items, {},
                                 [](const auto& item) { return item.episode.value_or(static_cast<std::size_t>(-1)); });
    }
    std::ranges::reverse(groups);
    return groups;
}

}  // namespace cliffhanger
