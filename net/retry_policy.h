// When to ask a server again. Pure: decides and does nothing.
#pragma once

#include <optional>

#include "net/clock.h"
#include "net/result.h"

namespace cliffhanger {

/// What may be otherwise the next time that somebody asks: the network's failures, not the resource's.
bool may_pass(ErrorKind kind);

class RetryPolicy {
 public:
    /// The defaults are for a viewer who waits: short pauses, few of them, then an error page. A server that asks for
    /// more patience (Retry-After) than there is has it: it is not asked again.
    struct Limits {
        Microseconds first_delay = std::chrono::milliseconds(250);
        Microseconds longest_delay = std::chrono::seconds(4);
        Microseconds longest_retry_after = std::chrono::seconds(10);
        Microseconds longest_retry_after_under_way = std::chrono::seconds(60);
        int broken_retries = 5;       ///< the connection broke, or the server answered 408, 429, 5xx
        int timeout_retries = 2;      ///< each costs a whole timeout
        int unreachable_retries = 2;  ///< a dead host shall show its error page soon
        Microseconds unreachable_budget = std::chrono::seconds(3);    ///< since the first of the failed attempts began
        Microseconds outage_budget = std::chrono::seconds(60);        ///< the same, for a network that had been there
        Microseconds longest_outage_delay = std::chrono::seconds(2);  ///< somebody waits for it to come back
    };

    /// Before the first answer a dead host shall be told soon; under way the network may come back, and what has been
    /// buffered plays meanwhile.
    enum class Phase { Opening, UnderWay };

    RetryPolicy() : RetryPolicy(Limits()) {}
    explicit RetryPolicy(Limits limits) : limits_(limits) {}

    /// How long to wait before asking again, or nullopt: give up. `attempt` counts the failures in a row that brought
    /// no byte, from 1; `jitter` is in [0, 1); `elapsed` is since the first of these attempts began.
    std::optional<Microseconds> delay(const Error& error, int attempt, double jitter,
                                      Microseconds elapsed = Microseconds{0}, Phase phase = Phase::Opening) const;

 private:
    int allowed_retries(const Error& error) const;
    static bool is_outage(const Error& error, Phase phase);
    bool may_retry(const Error& error, int attempt, Microseconds elapsed, Phase phase) const;

    Limits limits_;
};

}  // namespace cliffhanger
