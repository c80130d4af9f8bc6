#include "app/recommend/shelf_maker.h"

#include <algorithm>
#include <unordered_set>

#include "net/catalog/feed_values.h"

namespace cliffhanger {
namespace {

/// What "for you" is made of.
constexpr double kTaste = 0.7, kPopularity = 0.2, kFreshness = 0.1;
/// Maximal marginal relevance: how much a series' own score counts against its likeness to those before it.
constexpr double kRelevance = 0.6;
constexpr std::size_t kDiversifyAmong = 200;
/// Less in common is no reason.
constexpr double kSimilar = 0.08;
/// A theme is named when so many series that the viewer likes share it, and it makes up that much of the match.
constexpr std::size_t kThemeLikings = 3;
constexpr double kThemeShare = 0.5;
/// A shelf of one poster is none, unless the catalog is that small.
constexpr std::size_t kFewest = 3;

std::map<std::size_t, SeriesProgress> all_progress(const Catalog& catalog, const ViewerMarks& marks, WallSeconds now) {
    std::map<std::size_t, SeriesProgress> progress;
    for (const auto& [series, of_series] : marks)
        progress.emplace(series, progress_of(catalog.series[series], of_series, now));
    return progress;
}

}  // namespace

ShelfMaker::ShelfMaker(const CatalogProfile& profile, const ViewerMarks& marks, WallSeconds now, std::size_t items)
    : profile_(profile),
      now_(now),
      items_(items),
      progress_(all_progress(profile.catalog, marks, now)),
      taste_(profile.features, profile.catalog, marks, now) {}

const SeriesProgress* ShelfMaker::progress(std::size_t series) const {
    const auto found = progress_.find(series);
    return found != progress_.end() ? &found->second : nullptr;
}

bool ShelfMaker::sinks(std::size_t series) const {
    const SeriesProgress* known = progress(series);
    return known != nullptr && (known->begun || known->abandoned);
}

ShelfItem ShelfMaker::item(std::size_t series) const {
    ShelfItem item{.series = series};
    if (const SeriesProgress* known = progress(series); known != nullptr && known->begun) {
        item.episode = known->episode;
        item.progress = known->progress;
        item.begun = true;
    }
    return item;
}

std::vector<ShelfMaker::Candidate> ShelfMaker::best(std::size_t count, Sinks what_sinks, const Score& score) const {
    std::vector<Candidate> candidates;
    candidates.reserve(series_count());
    for (std::size_t s = 0; s < series_count(); ++s) {
        const double value = score(s);
        if (value > 0) candidates.push_back({s, value, what_sinks == Sinks::Watched && sinks(s)});
    }
    return best_of(std::move(candidates), count);
}

std::vector<ShelfMaker::Candidate> ShelfMaker::best_of(std::vector<Candidate> candidates, std::size_t count) const {
    const auto better = [](const Candidate& left, const Candidate& right) {
        if (left.sunk != right.sunk) return right.sunk;
        return left.score != right.score ? left.score > right.score : left.series < right.series;
    };
    const auto middle = candidates.begin() + static_cast<std::ptrdiff_t>(std::min(count, candidates.size()));
    std::partial_sort(candidates.begin(), middle, candidates.end(), better);
    candidates.erase(middle, candidates.end());
    return candidates;
}

Shelf ShelfMaker::shelf_of(ShelfKind kind, ShelfSubject subject, const std::vector<Candidate>& candidates) const {
    Shelf shelf{kind, std::move(subject), {}};
    for (const Candidate& candidate : candidates) {
        if (shelf.items.size() < items_) shelf.items.push_back(item(candidate.series));
    }
    return shelf;
}

Shelf ShelfMaker::continue_watching() const {
    std::vector<std::pair<std::size_t, WallSeconds>> open;
    for (const auto& [series, known] : progress_) {
        if (known.goes_on) open.emplace_back(series, *known.watched_at);
    }
    std::ranges::stable_sort(open, std::greater{}, [](const auto& entry) { return entry.second; });
    Shelf shelf{ShelfKind::ContinueWatching, {}, {}};
    for (const auto& [series, time] : open) {
        if (shelf.items.size() < items_) shelf.items.push_back(item(series));
    }
    return shelf;
}

Shelf ShelfMaker::trending() const {
    return shelf_of(ShelfKind::Trending, {},
                    best(items_, Sinks::Nothing, [&](std::size_t s) { return appeal_.trend(s, now_); }));
}

Shelf ShelfMaker::ranking() const {
    return shelf_of(ShelfKind::Ranking, {},
                    best(items_, Sinks::Nothing, [&](std::size_t s) { return appeal_.popularity(s); }));
}

Shelf ShelfMaker::newest() const {
    // Days since an epoch before all dates, so that the score is positive.
    constexpr double kBefore = 1e6;
    return shelf_of(ShelfKind::New, {}, best(items_, Sinks::Watched, [&](std::size_t s) {
                        const auto day = appeal_.newest(s);
                        return day ? kBefore + day->time_since_epoch().count() : 0.0;
                    }));
}

double ShelfMaker::personal_score(std::size_t series) const {
    const double popular = appeal_.popularity(series), fresh = appeal_.freshness(series, now_);
    // Above 0 for every series: a catalog that says nothing is offered in its own order.
    constexpr double kLeast = 1e-6;
    if (taste_.blank()) return kLeast + popular * (0.5 + 0.5 * fresh) + kFreshness * fresh;
    return 1 + kTaste * taste_.match(series) + kPopularity * popular + kFreshness * fresh;
}

std::vector<ShelfMaker::Candidate> ShelfMaker::diversified(std::vector<Candidate> candidates) const {
    std::vector<Candidate> picked;
    std::vector<double> likeness(candidates.size(), 0);  // to those picked so far, summed
    while (picked.size() < items_ && !candidates.empty()) {
        std::size_t pick = 0;
        double most = -1e9;
        const double count = std::max(1.0, static_cast<double>(picked.size()));
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            const double value = kRelevance * candidates[i].score - (1 - kRelevance) * likeness[i] / count -
                                 (candidates[i].sunk ? 1e3 : 0);
            if (value <= most) continue;
            most = value;
            pick = i;
        }
        const Candidate chosen = candidates[pick];
        picked.push_back(chosen);
        candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(pick));
        likeness.erase(likeness.begin() + static_cast<std::ptrdiff_t>(pick));
        for (std::size_t i = 0; i < candidates.size(); ++i)
            likeness[i] += features_.similarity(chosen.series, candidates[i].series);
    }
    return picked;
}

Shelf ShelfMaker::for_you() const {
    const auto candidates =
        best(std::max(kDiversifyAmong, items_), Sinks::Watched, [&](std::size_t s) { return personal_score(s); });
    Shelf shelf = shelf_of(ShelfKind::ForYou, {}, diversified(candidates));
    for (ShelfItem& offered : shelf.items) explain(offered);
    return shelf;
}

void ShelfMaker::explain(ShelfItem& item) const {
    if (item.begun) return;
    const Taste::Liking* nearest = nullptr;
    double most = 0;
    for (const Taste::Liking& liking : taste_.likings()) {
        const double similarity = liking.series == item.series ? 0 : features_.similarity(liking.series, item.series);
        if (similarity < kSimilar || liking.weight * similarity <= most) continue;
        most = liking.weight * similarity;
        nearest = &liking;
    }
    if (nearest == nullptr) {
        constexpr double kPopular = 0.8, kNew = 0.5;
        if (appeal_.freshness(item.series, now_) >= kNew) item.reason = Reason::New;
        if (appeal_.popularity(item.series) >= kPopular) item.reason = Reason::Popular;
        return;
    }
    const std::uint32_t term = *features_.strongest_shared(nearest->series, item.series);
    item.reason = nearest->reason;
    item.subject.series = nearest->series;
    if (features_.kind(term) == TermKind::Actor) {
        item.reason = Reason::Cast;
        item.subject.name = features_.name(term);
        return;
    }
    const auto shares_term = [&](const Taste::Liking& liking) { return taste_.match_of(liking.series, term) > 0; };
    const bool often = static_cast<std::size_t>(std::ranges::count_if(taste_.likings(), shares_term)) >= kThemeLikings;
    if (often && taste_.match_of(item.series, term) >= kThemeShare * taste_.match(item.series)) {
        item.reason = Reason::Theme;
        item.subject = {kNoSeries, features_.name(term)};
    }
}

double ShelfMaker::similar_score(std::size_t series, std::size_t other) const {
    constexpr double kNudge = 0.1;  // between two that are alike, the one that more watch
    const double similarity = series == other ? 0 : features_.similarity(series, other);
    return similarity < kSimilar ? 0 : similarity + kNudge * appeal_.popularity(other);
}

std::vector<Shelf> ShelfMaker::because_finished(std::size_t count) const {
    std::vector<std::pair<std::size_t, WallSeconds>> finished;
    for (const auto& [series, known] : progress_) {
        if (known.finished) finished.emplace_back(series, *known.watched_at);
    }
    std::ranges::stable_sort(finished, std::greater{}, [](const auto& entry) { return entry.second; });
    std::vector<Shelf> shelves;
    std::unordered_set<std::size_t> offered;
    for (const auto& [series, time] : finished) {
        if (shelves.size() == count) break;
        const auto candidates = best(items_, Sinks::Nothing, [&, about = series](std::size_t other) {
            return sinks(other) || offered.contains(other) ? 0 : similar_score(about, other);
        });
        if (candidates.size() < std::min(kFewest, series_count() - 1)) continue;
        for (const Candidate& candidate : candidates) offered.insert(candidate.series);
        shelves.push_back(shelf_of(ShelfKind::BecauseFinished, {series, {}}, candidates));
    }
    return shelves;
}

std::vector<Shelf> ShelfMaker::from_feed() const {
    std::vector<Shelf> shelves;
    for (const FeedShelf& made : catalog_.shelves) {
        Shelf shelf{ShelfKind::FromFeed, {kNoSeries, made.name}, {}};
        for (const std::size_t s : made.series) shelf.items.push_back(item(s));
        shelves.push_back(std::move(shelf));
    }
    return shelves;
}

std::vector<Shelf> ShelfMaker::genres(std::size_t count) const {
    struct Genre {
        const GenreSeries* of = nullptr;
        double wanted = 0;
    };
    std::vector<Genre> genres;
    for (const GenreSeries& of : profile_.genres) {
        if (of.series.size() < std::min(kFewest, series_count())) continue;
        const auto is_it = [&](const FeedShelf& made) { return equal_ignoring_case(made.name, of.name); };
        if (std::ranges::any_of(catalog_.shelves, is_it)) continue;
        Genre genre{&of, 0};
        for (const Taste::Liking& liking : taste_.likings()) {
            if (std::ranges::binary_search(of.series, liking.series)) genre.wanted += liking.weight;
        }
        genres.push_back(genre);
    }
    std::ranges::stable_sort(genres, [](const Genre& left, const Genre& right) {
        if (left.wanted != right.wanted) return left.wanted > right.wanted;
        return left.of->series.size() > right.of->series.size();
    });
    if (genres.size() > count) genres.resize(count);
    std::vector<Shelf> shelves;
    for (const Genre& genre : genres) {
        std::vector<Candidate> candidates;
        for (const std::size_t s : genre.of->series) candidates.push_back({s, personal_score(s), sinks(s)});
        shelves.push_back(
            shelf_of(ShelfKind::Genre, {kNoSeries, genre.of->name}, best_of(std::move(candidates), items_)));
    }
    return shelves;
}

Shelf ShelfMaker::similar_to(std::size_t series) const {
    return shelf_of(ShelfKind::Similar, {series, {}},
                    best(items_, Sinks::Watched, [&](std::size_t other) { return similar_score(series, other); }));
}

}  // namespace cliffhanger
