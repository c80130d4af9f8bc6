// `cliffhanger bench NAME`: measurements of the program on itself. `swipe`: scripted swipes through a source, prepared
// and unprepared, with the black frames counted. `preload`: see bench_preload_command.h.
#pragma once

#include <ostream>

#include "app/options.h"

namespace cliffhanger {

/// Blocks until done. Exit code as `play`.
int run_bench(const BenchOptions& options, const CurlHttpClientOptions& http, std::ostream& out, std::ostream& errors);

}  // namespace cliffhanger
