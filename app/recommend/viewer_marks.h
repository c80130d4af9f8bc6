// What the viewer did with a catalog's series, in the catalog's own indexes. Pure values.
#pragma once

#include <map>
#include <vector>

#include "app/library/library_records.h"
#include "net/catalog/catalog.h"

namespace cliffhanger {

class Library;

struct EpisodeMark {
    std::size_t episode = 0;
    double watched = 0;  ///< the farthest that was reached, 0 to 1
    bool liked = false;
    std::optional<WallSeconds> watched_at;
};

struct SeriesMarks {
    std::vector<EpisodeMark> episodes;  ///< in the order of the episodes
    std::optional<WallSeconds> listed_at;
};

using ViewerMarks = std::map<std::size_t, SeriesMarks>;  ///< by series

/// What the library knows about the series of a catalog; `feed` as library_feed_key() has it.
ViewerMarks viewer_marks(const Catalog& catalog, const std::string& feed, const Library& library);

/// Where a viewer is in a series.
struct SeriesProgress {
    bool begun = false;      ///< more than a glance in passing
    bool finished = false;   ///< its last episode was watched to the end, once
    bool abandoned = false;  ///< left in its first episodes, and not come back to for days
    bool goes_on = false;    ///< begun, and there is something left after what was watched last
    bool liked = false;
    std::size_t episode = 0;  ///< where it goes on: the one watched last, or the next when that was watched to its end
    double progress = 0;      ///< of that episode
    double share = 0;         ///< of the episodes, watched to their end
    std::optional<WallSeconds> watched_at;
};

SeriesProgress progress_of(const Series& series, const SeriesMarks& marks, WallSeconds now);

}  // namespace cliffhanger
