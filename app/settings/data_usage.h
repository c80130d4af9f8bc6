// How much the network has brought, today and this month, kept in the library. Main thread only; nothing blocks.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "net/clock.h"

namespace cliffhanger {

class Library;

/// "2026-11-21" of the viewer's own clock.
std::string local_date();

class DataUsage {
 public:
    /// The library outlives it. `date` gives "YYYY-MM-DD".
    explicit DataUsage(Library& library, std::function<std::string()> date = local_date);

    /// `total`: bytes over the wire in this run so far. Written down every few seconds of traffic.
    void count(std::uint64_t total, Microseconds now);
    std::int64_t today() const;
    std::int64_t this_month() const;

 private:
    std::int64_t kept(const char* name, const std::string& period) const;
    void keep();

    Library& library_;
    std::function<std::string()> date_;
    std::uint64_t counted_ = 0;  ///< of this run's, what is in the library
    std::uint64_t total_ = 0;
    std::optional<Microseconds> kept_at_;
};

}  // namespace cliffhanger
