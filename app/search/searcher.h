// Answers one query from an index. Used by one thread.
#pragma once

#include <atomic>
#include <string>

#include "app/search/search_catalog.h"
#include "app/search/search_results.h"

namespace cliffhanger {

class Searcher {
 public:
    /// All must outlive it.
    Searcher(const SearchCatalog& catalog, CharacterFolder& folder, SearchIndex& index)
        : catalog_(catalog), folder_(folder), index_(index) {}

    struct Request {
        std::string query;
        std::string language;                          ///< of the titles in the results
        const SearchVocabulary* vocabulary = nullptr;  ///< nullptr: mistakes are not forgiven
    };
    /// Aborted when the index was interrupted.
    Result<SearchResults> search(const Request& request);

 private:
    struct Query;
    void describe(SearchResult& result, const Query& query) const;
    TextMatch match(const std::string& text, const std::string& language, const Query& query) const;

    const SearchCatalog& catalog_;
    CharacterFolder& folder_;
    SearchIndex& index_;
};

}  // namespace cliffhanger
