// Downloads by series, as their screen lists them. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/downloads/download.h"
#include "net/catalog/catalog.h"

namespace cliffhanger {

struct DownloadGroup {
    struct Item {
        Download download;
        std::optional<std::size_t> episode;  ///< in the catalog's series
    };
    SeriesKey key;
    std::optional<std::size_t> series;  ///< in the catalog; nullopt: it is of another feed, or gone from this one
    std::string title;                  ///< as it was ordered
    std::vector<Item> items;            ///< in the series' order

    /// Of all of them: running before queued before failed before paused before finished.
    DownloadState state() const;
    /// What the state is about: one that has it.
    const Download& speaking() const;
    std::int64_t bytes() const;
    /// 0..1
    double share() const;
    bool unfinished() const { return state() != DownloadState::Finished; }
};

/// The series asked for last comes first. `catalog` may be nullptr.
std::vector<DownloadGroup> group_downloads(const std::vector<Download>& downloads, const Catalog* catalog,
                                           const std::string& feed_key);

}  // namespace cliffhanger
