// Brings a catalog into a search index: the series first, so that they are found within moments, then the episodes.
// Blocks; runs on the search's own thread.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include "app/search/search_catalog.h"

namespace cliffhanger {

class IndexBuilder {
 public:
    struct Progress {
        SearchIndex::Stage stage = SearchIndex::Stage::Empty;
        SearchIndex::Place place;  ///< where it can be opened now
        std::shared_ptr<const SearchVocabulary> vocabulary;
    };

    IndexBuilder(const SearchCatalog& catalog, CharacterFolder& folder, std::function<void(const Progress&)> report)
        : catalog_(catalog), folder_(folder), report_(std::move(report)) {}

    /// In `folder`, where the index may be found from an earlier run; in memory when the folder is empty or cannot be
    /// written, where it lasts as long as the index that is returned. Whole then; Aborted on a request to stop.
    Result<SearchIndex> run(const std::filesystem::path& folder, const std::string& fingerprint,
                            const std::stop_token& stop);

 private:
    Result<SearchIndex> build_at(SearchIndex::Place place, const std::stop_token& stop);
    Result<void> fill(SearchIndex& index, SearchIndex::Stage stage, const SearchIndex::Place& place,
                      const std::stop_token& stop);
    Result<void> add_all_series(SearchIndex& index, const std::stop_token& stop);
    Result<void> add_all_episodes(SearchIndex& index, const std::stop_token& stop);
    Result<void> report_stage(SearchIndex& index, const SearchIndex::Place& place, SearchIndex::Stage stage);
    /// Asks ICU for all characters of the titles, so that no query waits for it.
    void warm_up(const std::stop_token& stop);

    const SearchCatalog& catalog_;
    CharacterFolder& folder_;
    std::function<void(const Progress&)> report_;
    WordCounts words_;
};

}  // namespace cliffhanger
