// Catalogs and viewers in few words, for tests of what is recommended.
#pragma once

#include <string>
#include <vector>

#include "app/recommend/recommender.h"

namespace cliffhanger::test {

inline const WallSeconds kToday{std::chrono::sys_days(std::chrono::year(2026) / 6 / 1)};
using Days = std::chrono::days;

struct SeriesWords {
    std::vector<std::string> tags = {}, genres = {}, cast = {};
    std::int64_t likes = 0;
    int age_days = -1;  ///< -1: the feed does not say
    std::size_t episodes = 10;
};

inline Series make_series(const std::string& id, const SeriesWords& words) {
    Series series;
    series.id = id;
    series.title.values = {{"", "The " + id}};
    series.tags = words.tags;
    series.genres = words.genres;
    for (const std::string& name : words.cast) series.credits.push_back({name, "actor"});
    series.likes = words.likes;
    if (words.age_days >= 0)
        series.released = std::chrono::floor<std::chrono::days>(kToday) - std::chrono::days(words.age_days);
    for (std::size_t e = 0; e < words.episodes; ++e) {
        Episode episode;
        episode.id = id + "-" + std::to_string(e + 1);
        episode.number = static_cast<int>(e + 1);
        series.episodes.push_back(std::move(episode));
    }
    return series;
}

/// What one viewer did; the latest has the smallest `days_ago`.
class Viewer {
 public:
    Viewer& finished(std::size_t series, int days_ago, std::size_t episodes = 10) {
        for (std::size_t e = 0; e < episodes; ++e) watched(series, e, 1, days_ago);
        return *this;
    }
    Viewer& watched(std::size_t series, std::size_t episode, double share, int days_ago, int seconds_later = 0) {
        const WallSeconds at =
            kToday - Days(days_ago) + std::chrono::seconds(seconds_later + static_cast<int>(episode));
        marks[series].episodes.push_back({episode, share, false, at});
        return *this;
    }
    Viewer& liked(std::size_t series, std::size_t episode = 0) {
        marks[series].episodes.push_back({episode, 0, true, std::nullopt});
        return *this;
    }
    Viewer& listed(std::size_t series, int days_ago) {
        marks[series].listed_at = kToday - Days(days_ago);
        return *this;
    }

    ViewerMarks marks;
};

inline const Shelf* find_shelf(const std::vector<Shelf>& shelves, ShelfKind kind) {
    for (const Shelf& shelf : shelves) {
        if (shelf.kind == kind) return &shelf;
    }
    return nullptr;
}

inline std::vector<std::size_t> series_of(const Shelf& shelf) {
    std::vector<std::size_t> series;
    for (const ShelfItem& item : shelf.items) series.push_back(item.series);
    return series;
}

}  // namespace cliffhanger::test
