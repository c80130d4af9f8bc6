#include "app/recommend/catalog_profile.h"

#include <unordered_map>

#include "net/catalog/feed_values.h"

namespace cliffhanger {

std::vector<GenreSeries> genres_of(const Catalog& catalog) {
    std::vector<GenreSeries> genres;
    std::unordered_map<std::string, std::size_t> by_name;
    for (std::size_t s = 0; s < catalog.series.size(); ++s) {
        for (const std::string& name : catalog.series[s].genres) {
            const auto [entry, is_new] = by_name.emplace(ascii_lower(name), genres.size());
            if (is_new) genres.push_back({name, {}});
            GenreSeries& genre = genres[entry->second];
            if (genre.series.empty() || genre.series.back() != s) genre.series.push_back(s);
        }
    }
    return genres;
}

}  // namespace cliffhanger
