// What a search finds. Plain values; series and episodes are indexes into the catalog.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/search/search_index.h"
#include "app/search/text_match.h"

namespace cliffhanger {

struct SearchResult {
    std::size_t series = 0;
    std::optional<std::size_t> episode;  ///< the one that was found or whose number was asked for
    SearchField field = SearchField::Title;
    double score = 0;
    std::string title;                    ///< of the series, in the language asked for
    std::vector<TextRange> title_ranges;  ///< bytes of `title` to be marked
    /// The text that was found where it is not `title`: a title in another language, an actor, a tag, an episode's
    /// title, a synopsis.
    std::string found;
    std::vector<TextRange> found_ranges;
};

struct SearchResults {
    std::string query;
    std::vector<SearchResult> results;  ///< the best first, no series twice
    bool complete = true;               ///< false while the index is being made: more may follow
    bool similar = false;               ///< nothing is spelled so; these are spelled similarly
    double took_ms = 0;
};

}  // namespace cliffhanger
