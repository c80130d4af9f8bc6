// Brings the beginnings of resources into the cache before anybody opens them, so that a page two swipes away starts
// from the disk. What is wanted is declared as a list, the most urgent first; what is no longer on it is cancelled on
// the wire. Needs a client that stores what passes through (CachingHttpClient): the bytes themselves are thrown away.
// Thread-safe; set_wanted() and report() never block. A few threads of its own read; the destructor cancels and joins.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "net/http_client.h"

namespace cliffhanger {

struct PrefetchItem {
    std::string url;
    HttpHeaders headers;
    ByteRange range;  ///< a last byte should be named: without one everything is fetched
    CacheUse cache = CacheUse::Media;

    bool operator==(const PrefetchItem& other) const {
        return url == other.url && headers == other.headers && range.first == other.range.first &&
               range.last == other.range.last;
    }
};

enum class PrefetchState { Waiting, Fetching, Done, Failed };

struct PrefetchReport {
    PrefetchItem item;
    PrefetchState state = PrefetchState::Waiting;
    std::int64_t bytes = 0;      ///< that have passed so far, from the cache or the network
    std::optional<Error> error;  ///< when Failed; such an item is tried again once it has left the list and come back
};

class Prefetcher {
 public:
    static constexpr int kAtATime = 2;

    explicit Prefetcher(HttpClient& http);
    ~Prefetcher();
    Prefetcher(const Prefetcher&) = delete;
    Prefetcher& operator=(const Prefetcher&) = delete;

    void set_wanted(std::vector<PrefetchItem> items);
    /// What is wanted, in its order, and how far it has come.
    [[nodiscard]] std::vector<PrefetchReport> report() const;
    /// Blocks until nothing wanted is left to do; for tests.
    void wait_until_idle() const;

 private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace cliffhanger
