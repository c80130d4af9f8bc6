// What a run has asked of the network, counted. Thread-safe: each counter is true by itself.
#pragma once

#include <atomic>
#include <cstdint>

namespace cliffhanger {

struct NetworkFigures {
    std::atomic<std::uint64_t> requests{0};     ///< sent, redirects and second tries included
    std::atomic<std::uint64_t> bytes{0};        ///< of bodies, as they came over the wire
    std::atomic<std::uint64_t> media_bytes{0};  ///< of these, episodes'
    std::atomic<std::uint64_t> cache_hits{0};   ///< requests whose answer began with what lay in the cache
    std::atomic<std::uint64_t> cache_bytes{0};  ///< given by the cache
};

}  // namespace cliffhanger
