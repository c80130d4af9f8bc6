// What recommending needs to know of a catalog, whoever watches. Immutable; thread-safe. The catalog must outlive it.
#pragma once

#include <string>
#include <vector>

#include "app/recommend/series_appeal.h"
#include "app/recommend/series_features.h"

namespace cliffhanger {

struct GenreSeries {
    std::string name;                 ///< as first written
    std::vector<std::size_t> series;  ///< in the catalog's order
};

std::vector<GenreSeries> genres_of(const Catalog& catalog);

struct CatalogProfile {
    explicit CatalogProfile(const Catalog& of) : catalog(of), features(of), appeal(of), genres(genres_of(of)) {}

    const Catalog& catalog;
    SeriesFeatures features;
    SeriesAppeal appeal;
    std::vector<GenreSeries> genres;
};

}  // namespace cliffhanger
