#include <condition_variable>
#include <mutex>

#include "player/deadline.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

bool fires(const std::stop_token& token) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, token, 10s, [] { return false; });
    return token.stop_requested();
}

TEST_CASE("Deadline: fires by itself when time is up", "[probe]") {
    const Deadline deadline(1ms, {});
    CHECK(fires(deadline.token()));
    CHECK(deadline.expired());
}

TEST_CASE("Deadline: fires with its parent, and that is no expiry", "[probe]") {
    std::stop_source parent;
    const Deadline deadline(1h, parent.get_token());
    CHECK_FALSE(deadline.token().stop_requested());
    parent.request_stop();
    CHECK(deadline.token().stop_requested());
    CHECK_FALSE(deadline.expired());
}

TEST_CASE("Deadline: one that has not fired goes away at once", "[probe]") {
    const Deadline deadline(1h, {});
    CHECK_FALSE(deadline.expired());
}

}  // namespace
}  // namespace cliffhanger
