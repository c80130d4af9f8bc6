#include "app/kiosk/teaser_order.h"

#include <numeric>
#include <utility>

namespace cliffhanger {
namespace {

/// splitmix64: the same numbers on every platform.
std::uint64_t next(std::uint64_t& state) {
    std::uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

}  // namespace

std::vector<std::size_t> teaser_order(std::size_t count, std::size_t length, std::uint64_t seed) {
    std::vector<std::size_t> order;
    if (count == 0) return order;
    std::vector<std::size_t> round(count);
    std::iota(round.begin(), round.end(), std::size_t{0});
    do {
        for (std::size_t i = count - 1; i > 0; --i) std::swap(round[i], round[next(seed) % (i + 1)]);
        if (count > 1 && !order.empty() && order.back() == round.front())
            std::swap(round.front(), round[1 + next(seed) % (count - 1)]);
        order.insert(order.end(), round.begin(), round.end());
    } while (count > 1 && order.size() < length);
    return order;
}

}  // namespace cliffhanger
