// What speaks for a series whoever watches: how many do, and how new it is. Immutable; thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "app/library/library_records.h"
#include "net/catalog/catalog.h"

namespace cliffhanger {

class SeriesAppeal {
 public:
    explicit SeriesAppeal(const Catalog& catalog);

    /// 0 to 1, on a logarithmic scale: the most watched has 1. All have 0 where the catalog says nothing.
    double popularity(std::size_t series) const { return of_[series].popularity; }
    /// 0 to 1, half for each three weeks since it came out or got its last episode; 0 where nobody says.
    double freshness(std::size_t series, WallSeconds now) const;
    /// What many watch now: popularity that loses three quarters with age.
    double trend(std::size_t series, WallSeconds now) const {
        return popularity(series) * (0.25 + 0.75 * freshness(series, now));
    }
    /// The later of its release and its last episode's.
    std::optional<std::chrono::sys_days> newest(std::size_t series) const { return of_[series].newest; }

    bool any_popularity() const { return any_popularity_; }
    bool any_dates() const { return any_dates_; }

 private:
    struct Appeal {
        double popularity = 0;
        std::optional<std::chrono::sys_days> newest;
    };
    std::vector<Appeal> of_;
    bool any_popularity_ = false, any_dates_ = false;
};

}  // namespace cliffhanger
