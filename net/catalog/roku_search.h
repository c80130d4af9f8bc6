// The Roku Search feed (schema 2.0): flat assets, joined by seriesId, across pages and in any order.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "net/catalog/feed_reader.h"
#include "net/catalog/series_assembler.h"

namespace cliffhanger {

class RokuSearchReader final : public FeedReader {
 public:
    explicit RokuSearchReader(FindingLog& log) : log_(log), assembler_(log) {
        catalog_.format = CatalogFormat::RokuSearch;
    }

    void add_page(const FeedObject& root) override;
    Catalog finish() override;

 private:
    void add_asset(const FeedObject& asset);
    void add_episode(const FeedObject& asset);
    /// The draft for a seriesId, made when an episode comes before its series.
    SeriesDraft& series_for(const std::string& id, const FeedObject& asset);

    Catalog catalog_;
    FindingLog& log_;
    SeriesAssembler assembler_;
    std::vector<SeriesDraft> drafts_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::unordered_map<std::string, bool> described_;  ///< whether the series' own asset has come
};

}  // namespace cliffhanger
