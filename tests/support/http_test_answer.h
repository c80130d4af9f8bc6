// What the test server puts on the wire for one request: text in, bytes out, no sockets.
#pragma once

#include <string>

#include "tests/support/http_test_server.h"

namespace cliffhanger::test {

/// Bytes to send, and where on the way a fault strikes (offsets into `bytes`).
struct HttpTestAnswer {
    enum class Fault { None, Stall, Reset, Close };

    std::string bytes;
    std::size_t head_size = 0;
    Fault fault = Fault::None;
    std::size_t fault_at = 0;
    std::size_t piece = 0;
    std::chrono::microseconds pace{0};
    bool keep_alive = true;
};

HttpTestRequest parse_test_request(const std::string& head, std::size_t connection);
HttpTestAnswer make_test_answer(const HttpRoute& route, const HttpTestRequest& request);

}  // namespace cliffhanger::test
