// Makes the shelves for one viewer at one time. Used by Recommender for the length of one call.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "app/recommend/recommender.h"
#include "app/recommend/taste.h"

namespace cliffhanger {

class ShelfMaker {
 public:
    ShelfMaker(const CatalogProfile& profile, const ViewerMarks& marks, WallSeconds now, std::size_t items);

    // Empty where there is nothing to say.
    Shelf continue_watching() const;
    Shelf for_you() const;
    Shelf trending() const;
    Shelf newest() const;
    Shelf ranking() const;
    /// About what the viewer finished, the latest first; no series on two of them.
    std::vector<Shelf> because_finished(std::size_t count) const;
    /// As the feed has put them together, all of each.
    std::vector<Shelf> from_feed() const;
    /// Without those that the feed has a shelf of by the same name. Those that the viewer watches most first, then the
    /// largest.
    std::vector<Shelf> genres(std::size_t count) const;
    Shelf similar_to(std::size_t series) const;

 private:
    enum class Sinks { Watched, Nothing };
    struct Candidate {
        std::size_t series = 0;
        double score = 0;
        bool sunk = false;
    };

    std::size_t series_count() const { return catalog_.series.size(); }
    const SeriesProgress* progress(std::size_t series) const;
    bool sinks(std::size_t series) const;
    ShelfItem item(std::size_t series) const;
    using Score = std::function<double(std::size_t)>;
    /// The best of those that `score` gives a number above 0.
    std::vector<Candidate> best(std::size_t count, Sinks sinks, const Score& score) const;
    std::vector<Candidate> best_of(std::vector<Candidate> candidates, std::size_t count) const;
    Shelf shelf_of(ShelfKind kind, ShelfSubject subject, const std::vector<Candidate>& candidates) const;
    std::vector<Candidate> diversified(std::vector<Candidate> candidates) const;
    /// Says in an item why it is offered.
    void explain(ShelfItem& item) const;
    double personal_score(std::size_t series) const;
    double similar_score(std::size_t series, std::size_t other) const;

    const CatalogProfile& profile_;
    const Catalog& catalog_ = profile_.catalog;
    const SeriesFeatures& features_ = profile_.features;
    const SeriesAppeal& appeal_ = profile_.appeal;
    const WallSeconds now_;
    const std::size_t items_;
    std::map<std::size_t, SeriesProgress> progress_;
    Taste taste_;
};

}  // namespace cliffhanger
