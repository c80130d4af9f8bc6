// Which series are offered to the viewer, in which order and why. Everything is computed here, from the catalog and
// from what the viewer did on this machine; nothing is asked of a network. The same input gives the same shelves.
//
// "For you" is ranked by the cosine between the viewer's taste (taste.h) and a series' features (series_features.h),
// with popularity and freshness beside it, and picked by maximal marginal relevance (Carbonell and Goldstein 1998):
// each pick is the best that is not like those before it, so that no tag fills the shelf. Likeness is the mean over
// them and not the greatest, which stops to tell candidates apart once there is one of each kind. A viewer of whom
// nothing is known gets what is popular and fresh. What has been watched sinks to the end.
//
// Immutable and thread-safe. Making one takes some 30 ms for 10,000 series, shelves() 3.
#pragma once

#include <vector>

#include "app/recommend/catalog_profile.h"
#include "app/recommend/shelves.h"
#include "app/recommend/viewer_marks.h"

namespace cliffhanger {

struct ShelfLimits {
    std::size_t items = 20;   ///< on a shelf
    std::size_t because = 2;  ///< shelves about what was finished
    std::size_t genres = 6;
};

class Recommender {
 public:
    /// `catalog` must outlive it.
    explicit Recommender(const Catalog& catalog);

    /// Those of the Home screen from top to bottom. Shelves that would be empty are left out.
    std::vector<Shelf> shelves(const ViewerMarks& marks, WallSeconds now, const ShelfLimits& limits = {}) const;
    /// "More like this": the most similar first, without the series itself.
    Shelf similar_to(std::size_t series, const ViewerMarks& marks, WallSeconds now, std::size_t count = 12) const;
    /// The most watched series now: what Search suggests before anything is typed, what the hero shows.
    std::vector<std::size_t> trending(WallSeconds now, std::size_t count) const;

 private:
    CatalogProfile profile_;
};

}  // namespace cliffhanger
