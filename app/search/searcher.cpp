#include "app/search/searcher.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_set>

namespace cliffhanger {
namespace {

constexpr std::size_t kMostResults = 60;
/// With so few, words that are spelled similarly are looked for too.
constexpr std::size_t kFew = 3;
/// Rows of series that are there already are passed over, but not for ever.
constexpr std::size_t kMostRows = 20'000;

/// Fields and the ways of finding come first; quality and popularity order what is equal in that.
constexpr double kQuality = 0.7, kPopularity = 0.29;

std::optional<int> number_of(const QueryTerm& term) {
    const std::string text = term.text();
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::size_t> episode_with_number(const Series& series, int number) {
    const auto found = std::ranges::find(series.episodes, number, &Episode::number);
    if (found == series.episodes.end()) return std::nullopt;
    return static_cast<std::size_t>(found - series.episodes.begin());
}

}  // namespace

struct Searcher::Query {
    std::vector<QueryTerm> terms;
    std::vector<std::string> meant;
    std::string language;
    bool latin = false;  ///< may be the reading of something
};

TextMatch Searcher::match(const std::string& text, const std::string& language, const Query& query) const {
    const bool readings = query.latin && folder_.readings_ready();
    const auto units = units_of(text, folder_, readings ? WithReadings::Yes : WithReadings::No, language);
    return match_text(units, query.terms, query.meant);
}

/// Fills in what is shown, and adds quality and popularity to the score.
void Searcher::describe(SearchResult& result, const Query& query) const {
    const Series& series = catalog_.catalog().series[result.series];
    result.title = series.title.get(query.language);
    const TextMatch shown = match(result.title, query.language, query);
    result.title_ranges = shown.ranges;
    double quality = 0;
    const auto better = [](const TextMatch& left, const TextMatch& right) {
        return left.terms != right.terms ? left.terms > right.terms : left.quality > right.quality;
    };
    TextMatch best;
    const auto consider = [&](const std::string& text, const std::string& language) {
        TextMatch candidate = match(text, language, query);
        if (!better(candidate, best)) return;
        best = std::move(candidate);
        result.found = text;
    };
    switch (result.field) {
        case SearchField::Title:
        case SearchField::Mixed:
            for (const auto& [language, text] : series.title.values) consider(text, language);
            if (result.field == SearchField::Title) break;
            [[fallthrough]];
        case SearchField::Cast:
        case SearchField::Tags:
            if (result.field != SearchField::Tags)
                for (const Credit& credit : series.credits) consider(credit.name, {});
            if (result.field == SearchField::Cast) break;
            for (const std::string& tag : series.tags) consider(tag, {});
            for (const std::string& genre : series.genres) consider(genre, {});
            break;
        case SearchField::EpisodeTitle:
            for (const auto& [language, text] : series.episodes[*result.episode].title.values) consider(text, language);
            break;
        case SearchField::Synopsis: {
            const LocalizedText& synopsis =
                result.episode ? series.episodes[*result.episode].synopsis : series.synopsis;
            for (const auto& [language, text] : synopsis.values) consider(text, language);
            break;
        }
    }
    quality = best.quality;
    result.found_ranges = std::move(best.ranges);
    // What is found in the title that is shown needs no further word.
    if (shown.terms > 0 && result.field == SearchField::Title &&
        (result.found == result.title || !better(best, shown))) {
        result.found.clear();
        result.found_ranges.clear();
    }
    result.score += kQuality * quality + kPopularity * catalog_.popularity(result.series);
}

std::vector<SearchVocabulary::Near> Searcher::near_words(const std::string& word, std::size_t letters) {
    constexpr std::size_t kWords = 12, kKept = 100;
    const auto known = near_.find(word);
    if (known != near_.end()) return known->second;
    if (near_.size() >= kKept) near_.clear();
    const int mistakes = SearchVocabulary::allowed_mistakes(letters);
    return near_[word] = vocabulary_->near(word, mistakes, kWords);
}

Result<void> Searcher::find_numbered(const std::vector<QueryTerm>& terms, const Take& take) {
    constexpr int kTier = 9;
    const auto number = terms.size() > 1 ? number_of(terms.back()) : std::nullopt;
    if (!number) return {};
    return index_.find({terms.begin(), terms.end() - 1}, [&](const IndexHit& hit) {
        if (hit.field != SearchField::Title) return SearchIndex::More::No;
        IndexHit numbered = hit;
        numbered.tier = kTier + hit.tier;
        numbered.number = number;
        return take(numbered);
    });
}

Result<SearchResults> Searcher::search(const Request& request) {
    SearchResults results;
    results.query = request.query;
    Query query{parse_query(request.query, folder_), {}, request.language, false};
    query.latin =
        std::ranges::any_of(query.terms, [](const QueryTerm& term) { return term.kind != CharacterKind::Dense; });
    std::unordered_set<std::size_t> found;
    std::size_t rows = 0;
    const Take take = [&](const IndexHit& hit) {
        constexpr int kWorst = 100;
        SearchResult result{.field = hit.field, .score = static_cast<double>(kWorst - hit.tier)};
        if (hit.of_episode) {
            const auto place = catalog_.episode_at(hit.row);
            result.series = place.series;
            result.episode = place.episode;
        } else {
            result.series = catalog_.series_at(hit.row);
            if (hit.number) result.episode = episode_with_number(catalog_.catalog().series[result.series], *hit.number);
            if (hit.number && !result.episode) return SearchIndex::More::Yes;
        }
        if (found.insert(result.series).second) results.results.push_back(std::move(result));
        return results.results.size() < kMostResults && ++rows < kMostRows ? SearchIndex::More::Yes
                                                                           : SearchIndex::More::No;
    };
    if (auto done = index_.find(query.terms, take); !done) return tl::unexpected(done.error());
    if (results.results.size() < kFew) {
        if (auto done = find_numbered(query.terms, take); !done) return tl::unexpected(done.error());
    }
    if (vocabulary_ != request.vocabulary) near_.clear();
    vocabulary_ = request.vocabulary;
    // Where several words are found together, none of them is mistyped.
    const bool enough = results.results.size() >= (query.terms.size() > 1 ? 1 : kFew);
    if (!enough && vocabulary_) {
        results.similar = results.results.empty();
        rows = 0;
        const auto near = [&](const std::string& word, std::size_t letters) { return near_words(word, letters); };
        const auto done = index_.find_similar(query.terms, near, query.meant, take);
        if (!done) return tl::unexpected(done.error());
        results.similar = results.similar && !results.results.empty();
    }
    for (SearchResult& result : results.results) describe(result, query);
    std::ranges::stable_sort(results.results, std::greater{}, &SearchResult::score);
    return results;
}

}  // namespace cliffhanger
