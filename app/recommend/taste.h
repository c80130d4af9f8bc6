// A viewer's taste, learned from what the viewer did on this machine and from nothing else: Rocchio's formula (1971)
// over the features of series. What was finished, liked, listed or is being watched pulls the profile to itself, more
// so when it was lately; what was soon left pushes it away, less strongly. Pure.
#pragma once

#include <span>
#include <vector>

#include "app/recommend/series_features.h"
#include "app/recommend/shelves.h"
#include "app/recommend/viewer_marks.h"

namespace cliffhanger {

class Taste {
 public:
    /// A series that says what the viewer wants more of.
    struct Liking {
        std::size_t series = 0;
        double weight = 0;
        Reason reason = Reason::None;
    };

    Taste(const SeriesFeatures& features, const Catalog& catalog, const ViewerMarks& marks, WallSeconds now);

    /// Nothing is known of this viewer.
    bool blank() const { return likings_.empty(); }
    /// -1 to 1: the cosine between the profile and a series.
    double match(std::size_t series) const;
    /// What of match() comes from one term.
    double match_of(std::size_t series, std::uint32_t term) const;
    /// How much the profile wants a term.
    double wants(std::uint32_t term) const { return profile_[term]; }
    std::span<const Liking> likings() const { return likings_; }

 private:
    const SeriesFeatures& features_;
    std::vector<Liking> likings_;
    std::vector<double> profile_;  ///< by term; of length 1
};

}  // namespace cliffhanger
