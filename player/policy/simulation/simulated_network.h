// The simulator's network: one transfer at a time over a bandwidth trace, which stands still while nothing is
// transferred. Value; owned by one run.
#pragma once

#include <cstddef>
#include <cstdint>

#include "player/policy/simulation/simulation_data.h"

namespace cliffhanger {

class SimulatedNetwork {
 public:
    /// A start past the trace's end goes round, as transfers do.
    SimulatedNetwork(const SimulatedTrace& trace, double start_s);
    /// How long the request takes, its round trip included, in whole ms.
    std::int64_t transfer(std::int64_t bytes);

 private:
    double time(std::size_t index) const noexcept { return 0.5 * static_cast<double>(index); }

    const std::vector<double>& mbps_;
    std::size_t next_;  ///< the value in force until its time
    double last_;       ///< seconds
};

}  // namespace cliffhanger
