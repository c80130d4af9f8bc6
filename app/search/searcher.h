// Answers one query from an index. Used by one thread.
#pragma once

#include <map>
#include <memory>
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
        std::string language;                                     ///< of the titles in the results
        std::shared_ptr<const SearchVocabulary> vocabulary = {};  ///< none: mistakes are not forgiven
    };
    /// Aborted when the index was interrupted.
    Result<SearchResults> search(const Request& request);

 private:
    struct Query;
    using Take = SearchIndex::Take;
    /// "heir 12": the twelfth episode of what is found without the number.
    Result<void> find_numbered(const std::vector<QueryTerm>& terms, const Take& take);
    void describe(SearchResult& result, const Query& query) const;
    TextMatch match(const std::string& text, const std::string& language, const Query& query) const;

    std::vector<SearchVocabulary::Near> near_words(const std::string& word, std::size_t letters);

    const SearchCatalog& catalog_;
    CharacterFolder& folder_;
    SearchIndex& index_;
    /// Of the words before the one that is being typed.
    std::shared_ptr<const SearchVocabulary> vocabulary_;
    std::map<std::string, std::vector<SearchVocabulary::Near>> near_;
};

}  // namespace cliffhanger
