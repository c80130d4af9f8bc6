#include "net/retry_policy.h"

#include <algorithm>

namespace cliffhanger {

bool may_pass(ErrorKind kind) {
    return kind == ErrorKind::Unreachable || kind == ErrorKind::Timeout || kind == ErrorKind::Io ||
           kind == ErrorKind::HttpStatus;
}

std::optional<Microseconds> RetryPolicy::delay(const Error& error, int attempt, double jitter, Microseconds elapsed,
                                               Phase phase) const {
    if (!may_retry(error, attempt, elapsed, phase)) return std::nullopt;
    Microseconds backoff = limits_.first_delay;
    Microseconds longest = limits_.longest_delay;
    if (is_outage(error, phase)) longest = std::min(longest, limits_.longest_outage_delay);
    for (int i = 1; i < attempt && backoff < longest; ++i) backoff *= 2;
    backoff = std::min(backoff, longest);
    // Half of it is jitter, so that the clients of a server that comes back do not all arrive at once.
    Microseconds result{static_cast<Microseconds::rep>(static_cast<double>(backoff.count()) * (0.5 + jitter / 2))};
    if (error.retry_after) {
        const Microseconds most =
            phase == Phase::UnderWay ? limits_.longest_retry_after_under_way : limits_.longest_retry_after;
        // Compared in seconds: a server can name a number that overflows as microseconds.
        if (*error.retry_after > std::chrono::ceil<std::chrono::seconds>(most)) return std::nullopt;
        result = std::max(result, std::min<Microseconds>(*error.retry_after, most));
    }
    return result;
}

bool RetryPolicy::is_outage(const Error& error, Phase phase) {
    if (phase != Phase::UnderWay) return false;
    // A router or a proxy that has lost its line takes connections and breaks them.
    return error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Io;
}

bool RetryPolicy::may_retry(const Error& error, int attempt, Microseconds elapsed, Phase phase) const {
    if (is_outage(error, phase)) return elapsed < limits_.outage_budget;
    if (error.kind == ErrorKind::Unreachable && elapsed >= limits_.unreachable_budget) return false;
    return attempt <= allowed_retries(error);
}

int RetryPolicy::allowed_retries(const Error& error) const {
    switch (error.kind) {
        case ErrorKind::Io:
            return limits_.broken_retries;
        case ErrorKind::Timeout:
            return limits_.timeout_retries;
        case ErrorKind::Unreachable:
            return limits_.unreachable_retries;
        case ErrorKind::HttpStatus: {
            const int status = error.http_status;
            const bool passing = status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
            return passing ? limits_.broken_retries : 0;
        }
        default:
            return 0;
    }
}

}  // namespace cliffhanger
