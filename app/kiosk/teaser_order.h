// In which order a public screen shows what there is: each once, shuffled, before any comes again. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cliffhanger {

/// Indexes below `count`, in rounds that have each of them once; at least `length` of them, and nothing follows itself
/// unless it is alone. One round of one where there is only one. The same seed gives the same order.
std::vector<std::size_t> teaser_order(std::size_t count, std::size_t length, std::uint64_t seed);

}  // namespace cliffhanger
