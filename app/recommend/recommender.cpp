#include "app/recommend/recommender.h"

#include <utility>

#include "app/recommend/shelf_maker.h"

namespace cliffhanger {

Recommender::Recommender(const Catalog& catalog) : profile_(catalog) {}

std::vector<Shelf> Recommender::shelves(const ViewerMarks& marks, WallSeconds now, const ShelfLimits& limits) const {
    const ShelfMaker maker(profile_, marks, now, limits.items);
    std::vector<Shelf> because = maker.because_finished(limits.because);
    std::vector<Shelf> shelves;
    const auto add = [&](Shelf shelf) {
        if (!shelf.items.empty()) shelves.push_back(std::move(shelf));
    };
    add(maker.continue_watching());
    add(maker.for_you());
    if (!because.empty()) add(std::move(because.front()));
    for (Shelf& shelf : maker.from_feed()) add(std::move(shelf));
    add(maker.trending());
    add(maker.newest());
    add(maker.ranking());
    for (std::size_t i = 1; i < because.size(); ++i) add(std::move(because[i]));
    for (Shelf& genre : maker.genres(limits.genres)) add(std::move(genre));
    return shelves;
}

Shelf Recommender::similar_to(std::size_t series, const ViewerMarks& marks, WallSeconds now, std::size_t count) const {
    return ShelfMaker(profile_, marks, now, count).similar_to(series);
}

std::vector<std::size_t> Recommender::trending(WallSeconds now, std::size_t count) const {
    std::vector<std::size_t> series;
    for (const ShelfItem& item : ShelfMaker(profile_, {}, now, count).trending().items) series.push_back(item.series);
    return series;
}

}  // namespace cliffhanger
