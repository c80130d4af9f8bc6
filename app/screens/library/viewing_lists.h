// What the viewer's own screens list, from marks in a catalog. Pure values.
#pragma once

#include <vector>

#include "app/locale/local_time.h"
#include "app/recommend/viewer_marks.h"

namespace cliffhanger {

/// Series on the viewer's list, the one put there last first.
std::vector<std::size_t> listed_series(const ViewerMarks& marks);

struct WatchedEpisode {
    std::size_t series = 0, episode = 0;
    double watched = 0;  ///< the farthest that was reached, 0 to 1
    std::optional<WallSeconds> at;
};

/// Of each series the episode that was watched last, the latest first.
std::vector<WatchedEpisode> watched_last(const ViewerMarks& marks);
/// The one watched last first; what the history has forgotten comes in the catalog's order behind.
std::vector<WatchedEpisode> liked_episodes(const ViewerMarks& marks);

enum class HistoryDay { Today, Yesterday, Earlier };
HistoryDay history_day(const LocalTime& watched, const LocalTime& now);

struct ViewingCounts {
    std::size_t watched = 0, liked = 0, listed = 0;  ///< episodes, episodes, series
};
ViewingCounts count_viewing(const ViewerMarks& marks);

}  // namespace cliffhanger
