// A catalog as the search index has it: the most popular series first, each with its tokens. Immutable; thread-safe, as
// the folder is. The catalog must outlive it.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/search/search_index.h"
#include "net/catalog/catalog.h"

namespace cliffhanger {

class SearchCatalog {
 public:
    explicit SearchCatalog(const Catalog& catalog);

    struct EpisodePlace {
        std::size_t series = 0, episode = 0;
    };

    const Catalog& catalog() const { return catalog_; }
    std::size_t series_at(std::size_t row) const { return order_[row]; }
    EpisodePlace episode_at(std::size_t row) const;
    std::size_t episode_rows() const { return first_episode_.back(); }
    double popularity(std::size_t series) const { return popularity_[series]; }
    /// Another one for another order or other texts.
    std::string fingerprint() const;

 private:
    const Catalog& catalog_;
    std::vector<std::uint32_t> order_;        ///< series, by row
    std::vector<std::size_t> first_episode_;  ///< row of each ranked series' first episode, and the count of all
    std::vector<float> popularity_;           ///< by series
};

/// How often words are used in titles, names and tags.
using WordCounts = std::unordered_map<std::string, std::uint32_t>;

SeriesTokens tokens_of(const Series& series, CharacterFolder& folder, WordCounts& words);

/// Titles of episodes that say no more than their number, as many others do, have no tokens.
class EpisodeTokenMaker {
 public:
    EpisodeTokenMaker(const Catalog& catalog, CharacterFolder& folder);
    EpisodeTokens tokens_of(const Episode& episode, WordCounts& words) const;

 private:
    CharacterFolder& folder_;
    std::unordered_map<std::string, int> numbered_;  ///< titles with numbers, by what else is in them
};

}  // namespace cliffhanger
