#include "app/recommend/series_appeal.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

/// About so many watch for one who presses the heart; makes feeds with views and feeds with likes alike.
constexpr double kViewsPerLike = 20;
constexpr double kHalfLife_days = 21;

double audience(const Series& series) {
    if (series.views > 0) return static_cast<double>(series.views);
    double likes = static_cast<double>(series.likes);
    if (likes <= 0) {
        for (const Episode& episode : series.episodes) likes += static_cast<double>(episode.likes);
    }
    return kViewsPerLike * likes;
}

}  // namespace

SeriesAppeal::SeriesAppeal(const Catalog& catalog) : of_(catalog.series.size()) {
    double most = 0;
    for (std::size_t s = 0; s < of_.size(); ++s) {
        const Series& series = catalog.series[s];
        of_[s].popularity = std::log1p(audience(series));
        most = std::max(most, of_[s].popularity);
        of_[s].newest = series.released;
        for (const Episode& episode : series.episodes) of_[s].newest = std::max(of_[s].newest, episode.added);
        any_dates_ = any_dates_ || of_[s].newest.has_value();
    }
    any_popularity_ = most > 0;
    if (!any_popularity_) return;
    for (Appeal& appeal : of_) appeal.popularity /= most;
}

double SeriesAppeal::freshness(std::size_t series, WallSeconds now) const {
    const auto& newest = of_[series].newest;
    if (!newest) return 0;
    const std::chrono::duration<double, std::chrono::days::period> age = now - WallSeconds(*newest);
    return std::exp2(-std::max(0.0, age.count()) / kHalfLife_days);
}

}  // namespace cliffhanger
