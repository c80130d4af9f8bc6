// `cliffhanger check SOURCE [--json]`: reads a source without playing it and says what is wrong with it.
// Blocks on disk and network.
#pragma once

#include <iosfwd>
#include <string>

#include "net/clock.h"
#include "net/http_client.h"

namespace cliffhanger {

struct CheckOptions {
    std::string source;
    bool json = false;
};

/// The exit code: 0 clean, 1 findings (errors or warnings; what is merely worth knowing is printed and leaves 0),
/// 2 not usable: unreadable, or nothing playable in it.
int run_check(const CheckOptions& options, HttpClient& http, const Clock& clock, std::ostream& out, std::ostream& err);

}  // namespace cliffhanger
