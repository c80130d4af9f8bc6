#include "player/pipeline/watched_bytes.h"

#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

TEST_CASE("WatchedBytes: a second counts when it was played, and once however often it is read", "[player]") {
    WatchedBytes bytes;
    bytes.read(100ms, 10);
    bytes.read(900ms, 10);
    bytes.read(1200ms, 5);
    bytes.read(2s, 7);
    CHECK(bytes.total() == 0);
    bytes.played(500ms);
    bytes.played(510ms);
    bytes.played(2900ms);
    CHECK(bytes.total() == 27);
    bytes.reading_restarts();
    bytes.read(100ms, 10);
    bytes.played(1s);
    bytes.played(3s);
    CHECK(bytes.total() == 32);
    bytes.read(3s, 1);
    CHECK(bytes.total() == 33);
}
