#include "app/screens/library/viewing_lists.h"

#include <algorithm>

namespace cliffhanger {

std::vector<std::size_t> listed_series(const ViewerMarks& marks) {
    std::vector<std::size_t> listed;
    for (const auto& [series, of_series] : marks) {
        if (of_series.listed_at) listed.push_back(series);
    }
    std::ranges::stable_sort(listed, std::greater{}, [&](std::size_t s) { return *marks.at(s).listed_at; });
    return listed;
}

std::vector<WatchedEpisode> watched_last(const ViewerMarks& marks) {
    std::vector<WatchedEpisode> all;
    for (const auto& [series, of_series] : marks) {
        WatchedEpisode last{.series = series};
        for (const EpisodeMark& mark : of_series.episodes) {
            if (mark.watched_at && (!last.at || *mark.watched_at >= *last.at))
                last = {series, mark.episode, mark.watched, mark.watched_at};
        }
        if (last.at) all.push_back(last);
    }
    std::ranges::stable_sort(all, std::greater{}, &WatchedEpisode::at);
    return all;
}

std::vector<WatchedEpisode> liked_episodes(const ViewerMarks& marks) {
    std::vector<WatchedEpisode> all;
    for (const auto& [series, of_series] : marks) {
        for (const EpisodeMark& mark : of_series.episodes) {
            if (mark.liked) all.push_back({series, mark.episode, mark.watched, mark.watched_at});
        }
    }
    std::ranges::stable_sort(all, std::greater{}, &WatchedEpisode::at);
    return all;
}

HistoryDay history_day(const LocalTime& watched, const LocalTime& now) {
    const int days = days_between(watched, now);
    if (days <= 0) return HistoryDay::Today;
    return days == 1 ? HistoryDay::Yesterday : HistoryDay::Earlier;
}

ViewingCounts count_viewing(const ViewerMarks& marks) {
    ViewingCounts counts;
    for (const auto& [series, of_series] : marks) {
        counts.listed += of_series.listed_at ? 1 : 0;
        for (const EpisodeMark& mark : of_series.episodes) {
            counts.watched += mark.watched_at ? 1 : 0;
            counts.liked += mark.liked ? 1 : 0;
        }
    }
    return counts;
}

}  // namespace cliffhanger
