#include "net/retry_policy.h"

#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

Error error_of(ErrorKind kind) { return Error{kind, "x"}; }

Error status_error(int status, std::optional<std::chrono::seconds> retry_after = std::nullopt) {
    Error error{ErrorKind::HttpStatus, "x"};
    error.http_status = status;
    error.retry_after = retry_after;
    return error;
}

}  // namespace

TEST_CASE("RetryPolicy: pauses double up to the longest, half of each being jitter", "[net]") {
    const RetryPolicy policy;
    const Error error = error_of(ErrorKind::Io);
    CHECK(policy.delay(error, 1, 0.0) == 125ms);
    CHECK(policy.delay(error, 2, 0.0) == 250ms);
    CHECK(policy.delay(error, 3, 0.0) == 500ms);
    CHECK(policy.delay(error, 4, 0.0) == 1s);
    CHECK(policy.delay(error, 5, 0.0) == 2s);
    CHECK(policy.delay(error, 6, 0.0) == std::nullopt);
    CHECK(policy.delay(error, 1, 0.5) == 187'500us);
    CHECK(policy.delay(error, 5, 0.999999).value() < 4s);

    RetryPolicy::Limits patient;
    patient.broken_retries = 1000;
    CHECK(RetryPolicy(patient).delay(error, 999, 0.999999).value() <= 4s);
}

TEST_CASE("RetryPolicy: what cannot get better is not asked again", "[net]") {
    const RetryPolicy policy;
    for (const auto kind : {ErrorKind::Aborted, ErrorKind::NotFound, ErrorKind::Forbidden, ErrorKind::TooLarge,
                            ErrorKind::Corrupted, ErrorKind::Unsupported, ErrorKind::EndOfStream, ErrorKind::Internal})
        CHECK(policy.delay(error_of(kind), 1, 0.5) == std::nullopt);
    for (const int status : {400, 402, 409, 418, 501, 505})
        CHECK(policy.delay(status_error(status), 1, 0.5) == std::nullopt);
    for (const int status : {408, 429, 500, 502, 503, 504, 520}) CHECK(policy.delay(status_error(status), 1, 0.5));
}

TEST_CASE("RetryPolicy: a dead host is given up within three seconds", "[net]") {
    const RetryPolicy policy;
    const Error error = error_of(ErrorKind::Unreachable);
    Microseconds total{0};
    int attempt = 1;
    while (const auto delay = policy.delay(error, attempt, 0.999999, total)) {
        total += *delay;
        ++attempt;
    }
    CHECK(attempt > 1);
    CHECK(total < 3s);
    CHECK(policy.delay(error, 1, 0.5, 3s) == std::nullopt);
}

TEST_CASE("RetryPolicy: timeouts are tried again only twice", "[net]") {
    const RetryPolicy policy;
    const Error error = error_of(ErrorKind::Timeout);
    CHECK(policy.delay(error, 2, 0.5, 30s));
    CHECK(policy.delay(error, 3, 0.5, 30s) == std::nullopt);
}

TEST_CASE("RetryPolicy: Retry-After is honoured, and one that asks for too much is the end", "[net]") {
    const RetryPolicy policy;
    CHECK(policy.delay(status_error(503, 2s), 1, 0.0) == 2s);
    CHECK(policy.delay(status_error(503, 0s), 1, 0.0) == 125ms);
    CHECK(policy.delay(status_error(429, 10s), 1, 0.0) == 10s);
    CHECK(policy.delay(status_error(429, 11s), 1, 0.0) == std::nullopt);
    CHECK(policy.delay(status_error(429, std::chrono::seconds::max()), 1, 0.0) == std::nullopt);
    const auto under_way = RetryPolicy::Phase::UnderWay;
    CHECK(policy.delay(status_error(429, 60s), 1, 0.0, 0s, under_way) == 60s);
    CHECK(policy.delay(status_error(429, 61s), 1, 0.0, 0s, under_way) == std::nullopt);
    CHECK(policy.delay(status_error(503, 2s), 6, 0.0) == std::nullopt);
}

TEST_CASE("RetryPolicy: a network that had been there is waited for, a minute long", "[net]") {
    const RetryPolicy policy;
    const auto under_way = RetryPolicy::Phase::UnderWay;
    for (const auto kind : {ErrorKind::Unreachable, ErrorKind::Timeout, ErrorKind::Io}) {
        CHECK(policy.delay(error_of(kind), 30, 0.99, 59s, under_way).value() <= 2s);
        CHECK_FALSE(policy.delay(error_of(kind), 30, 0.0, 60s, under_way));
        CHECK_FALSE(policy.delay(error_of(kind), 30, 0.0, 4s));
    }
    CHECK_FALSE(policy.delay(error_of(ErrorKind::NotFound), 1, 0.0, 0s, under_way));
    CHECK_FALSE(policy.delay(status_error(500), 6, 0.0, 0s, under_way));
}
