#include "app/recommend/taste.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

/// Rocchio's customary shares of what was relevant and what was not.
constexpr double kTowards = 0.75, kAway = 0.25;
/// What was watched two months ago counts half.
constexpr double kHalfLife_days = 60;

double age_days(WallSeconds then, WallSeconds now) {
    return std::max(0.0, std::chrono::duration<double, std::chrono::days::period>(now - then).count());
}

double recency(WallSeconds then, WallSeconds now) { return std::exp2(-age_days(then, now) / kHalfLife_days); }

/// How much a series was liked, and what shows it best.
Taste::Liking liking_of(const SeriesProgress& progress, const SeriesMarks& marks) {
    Taste::Liking liking;
    if (marks.listed_at) liking = {0, 0.5, Reason::Listed};
    if (progress.begun && !progress.abandoned) {
        liking.weight += 0.2 + 0.6 * progress.share;
        liking.reason = Reason::Watching;
    }
    if (progress.liked) {
        liking.weight += 0.5;
        liking.reason = Reason::Liked;
    }
    if (progress.finished) {
        liking.weight += 0.4;
        liking.reason = Reason::Finished;
    }
    return liking;
}

}  // namespace

Taste::Taste(const SeriesFeatures& features, const Catalog& catalog, const ViewerMarks& marks, WallSeconds now)
    : features_(features), profile_(features.term_count(), 0) {
    for (const auto& [series, of_series] : marks) {
        const SeriesProgress progress = progress_of(catalog.series[series], of_series, now);
        Liking liking = liking_of(progress, of_series);
        const auto last = std::max(progress.watched_at, of_series.listed_at);
        const double age_factor = last ? recency(*last, now) : 0.5;
        double pull = 0;
        if (liking.weight > 0) {
            liking.series = series;
            liking.weight *= age_factor;
            likings_.push_back(liking);
            pull = kTowards * liking.weight;
        } else if (progress.abandoned) {
            pull = -kAway * age_factor;
        }
        for (const auto& [term, weight] : features.of(series)) profile_[term] += pull * static_cast<double>(weight);
    }
    double squares = 0;
    for (const double weight : profile_) squares += weight * weight;
    const double scale = squares > 0 ? 1 / std::sqrt(squares) : 0;
    for (double& weight : profile_) weight *= scale;
}

double Taste::match(std::size_t series) const {
    double sum = 0;
    for (const auto& [term, weight] : features_.of(series)) sum += profile_[term] * static_cast<double>(weight);
    return sum;
}

double Taste::match_of(std::size_t series, std::uint32_t term) const {
    const auto weights = features_.of(series);
    const auto found = std::ranges::lower_bound(weights, term, {}, &SeriesFeatures::Weight::term);
    if (found == weights.end() || found->term != term) return 0;
    return profile_[term] * static_cast<double>(found->weight);
}

}  // namespace cliffhanger
