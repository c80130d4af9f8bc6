#include "player/policy/simulation/simulated_network.h"

#include <cmath>

namespace cliffhanger {
namespace {

constexpr double kPayload = 0.95;
constexpr double kRoundTripMs = 80;

}  // namespace

SimulatedNetwork::SimulatedNetwork(const SimulatedTrace& trace, double start_s)
    : mbps_(trace.mbps),
      next_(1 + static_cast<std::size_t>(2 * start_s) % (trace.mbps.size() - 1)),
      last_(time(next_ - 1)) {}

// The order of the operations is the specification's: results are compared bit by bit.
std::int64_t SimulatedNetwork::transfer(std::int64_t bytes) {
    const double wanted = static_cast<double>(bytes);
    double sent = 0, delay = 0;
    for (;;) {
        const double rate = mbps_[next_] * 1e6 / 8;
        const double duration = time(next_) - last_;
        const double can = rate * duration * kPayload;
        if (sent + can > wanted) {
            const double rest = (wanted - sent) / rate / kPayload;
            delay += rest;
            last_ += rest;
            break;
        }
        sent += can;
        delay += duration;
        last_ = time(next_);
        if (++next_ >= mbps_.size()) {
            next_ = 1;
            last_ = 0;
        }
    }
    return static_cast<std::int64_t>(std::floor(delay * 1000 + kRoundTripMs + 0.5));
}

}  // namespace cliffhanger
