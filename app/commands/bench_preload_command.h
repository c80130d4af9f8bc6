// `cliffhanger bench preload`: what to fetch next, scored by the short-video streaming simulator.
#pragma once

#include <ostream>

#include "app/options.h"

namespace cliffhanger {

/// Blocks until done. 0 scored, 1 wrong usage, 2 the data is not usable, 3 the scores are not those of expected*.csv.
int run_bench_preload(const BenchOptions& options, std::ostream& out, std::ostream& errors);

}  // namespace cliffhanger
