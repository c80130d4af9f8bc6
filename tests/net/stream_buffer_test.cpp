#include "net/stream_buffer.h"

#include <vector>

#include "tests/support/catch.h"

using namespace cliffhanger;
using WriteResult = StreamBuffer::WriteResult;

TEST_CASE("StreamBuffer: what is for later waits at a lower mark, until half of that has been read", "[net]") {
    StreamBuffer buffer;
    const std::vector<std::byte> piece(64 * 1024);
    const auto later = [&] { return buffer.write(piece, StreamBuffer::kHighWaterForLater); };
    CHECK(later() == WriteResult::Taken);
    CHECK(later() == WriteResult::Taken);
    CHECK(later() == WriteResult::Full);
    std::vector<std::byte> read(piece.size() - 1);
    CHECK_FALSE(buffer.read(read).resume);
    CHECK(buffer.read(std::span(read).first(1)).resume);
    CHECK(later() == WriteResult::Taken);
    CHECK(later() == WriteResult::Full);
    // What plays goes on to its own mark.
    CHECK(buffer.write(piece) == WriteResult::Taken);
}
