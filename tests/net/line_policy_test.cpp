#include "net/line_policy.h"

#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

TEST_CASE("LinePolicy: others wait while what plays starves, and a breather longer", "[net]") {
    LinePolicy policy;
    CHECK_FALSE(policy.others_wait(0s));
    CHECK_FALSE(policy.next_look(0s));
    policy.observe(true, 10s);
    CHECK(policy.others_wait(10s));
    CHECK(policy.next_look(10s) == 10s + LinePolicy::kBreather);
    policy.observe(false, 10'050ms);
    CHECK(policy.others_wait(10'050ms));
    policy.observe(false, 10'100ms);
    CHECK_FALSE(policy.others_wait(10'100ms));
    policy.observe(true, 11s);
    CHECK(policy.others_wait(11s));
}

TEST_CASE("LinePolicy: a stream that always starves does not keep others waiting for ever", "[net]") {
    LinePolicy policy;
    for (Microseconds now = 10s; now < 12s; now += 50ms) {
        policy.observe(true, now);
        CHECK(policy.others_wait(now));
        CHECK(policy.next_look(now).value() <= 12s);
    }
    policy.observe(true, 12s);
    CHECK_FALSE(policy.others_wait(12s));
    policy.observe(true, 60s);
    CHECK_FALSE(policy.others_wait(60s));
    policy.observe(false, 60'200ms);
    policy.observe(true, 61s);
    CHECK(policy.others_wait(61s));
}

TEST_CASE("LinePolicy: what is left for something else does not come back before that has begun", "[net]") {
    LinePolicy policy;
    // A slow line: others have been let go while it starved.
    for (Microseconds now = 10s; now < 13s; now += 50ms) policy.observe(true, now);
    CHECK_FALSE(policy.others_wait(13s));
    policy.left(13s);
    CHECK(policy.others_wait(13s));
    policy.observe(false, 13'050ms);
    CHECK(policy.others_wait(13'050ms));
    policy.observe(true, 13'060ms);
    CHECK(policy.others_wait(14'900ms));
    // Nothing else was wanted.
    policy.left(20s);
    policy.observe(false, 20'100ms);
    CHECK_FALSE(policy.others_wait(20'100ms));
}
