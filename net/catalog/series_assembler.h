// From what a parser found to the series of a Catalog: order, numbers, unique ids, and what is odd about them.
// One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "net/catalog/catalog.h"
#include "net/catalog/finding_log.h"

namespace cliffhanger {

struct EpisodeDraft {
    Episode episode;
    Place place;
    std::optional<int> number;  ///< as the source says
    int season = 0;             ///< 0 = none
    bool locked_here = false;   ///< the episode itself says whether it is locked
};

struct SeriesDraft {
    Series series;
    Place place;
    std::vector<EpisodeDraft> episodes;
    std::optional<int> free_until;  ///< later episodes carry `lock`
    std::optional<Lock> lock;
};

class SeriesAssembler {
 public:
    explicit SeriesAssembler(FindingLog& log) : log_(log) {}

    /// Adds the series, or reports why it is left out.
    void add(SeriesDraft draft);
    std::vector<Series> take() { return std::move(series_); }

 private:
    class UniqueIds {
     public:
        /// `id`, or the first of "id~2", "id~3", ... that is free.
        std::string claim(const std::string& id);

     private:
        std::unordered_map<std::string, int> uses_;
    };

    void check_texts(const SeriesDraft& draft);
    void check_numbers(const SeriesDraft& draft);
    void name_series(SeriesDraft& draft);
    void name_episodes(SeriesDraft& draft);

    FindingLog& log_;
    std::vector<Series> series_;
    UniqueIds series_ids_, episode_ids_;
};

}  // namespace cliffhanger
