// Where and how well a query is found in a text that is shown: what is marked in a title, and what ranks titles that
// match in the same way. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/search/search_text.h"

namespace cliffhanger {

/// Bytes of a text.
struct TextRange {
    std::size_t begin = 0, end = 0;
    bool operator==(const TextRange&) const = default;
};

struct TextMatch {
    std::vector<TextRange> ranges;  ///< apart from each other, in order
    std::size_t terms = 0;          ///< how many of the query's were found
    double quality = 0;             ///< 0 to 1: how much of the text is matched, and by whole words
};

/// `meant`: words that stand for mistyped ones.
TextMatch match_text(const std::vector<SearchUnit>& units, const std::vector<QueryTerm>& terms,
                     std::span<const std::string> meant = {});

}  // namespace cliffhanger
