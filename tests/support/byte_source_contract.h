// What every ByteSource promises, run over each implementation. Call it inside a TEST_CASE; `make` gives a new source
// over exactly `content`, which must be longer than 200 000 bytes.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "net/byte_source.h"

namespace cliffhanger::test {

using MakeByteSource = std::function<std::unique_ptr<ByteSource>()>;

void check_byte_source_contract(const std::string& content, const MakeByteSource& make);

/// Pseudo-random bytes, the same on every machine, in which every position can be told apart.
std::string test_bytes(std::size_t size);

/// Reads `size` bytes or until the end or an error. `error` is left alone when there was none.
struct ReadOutcome {
    std::string bytes;
    std::optional<Error> error;  ///< EndOfStream when the end came first
};
ReadOutcome read_bytes(ByteSource& source, std::size_t size, std::size_t at_once = 16 * 1024);
/// Until the end or an error.
ReadOutcome read_all(ByteSource& source, std::size_t at_once = 16 * 1024);

}  // namespace cliffhanger::test
