// `cliffhanger [SOURCE]`: sets up what one run of the player needs and runs it.
#pragma once

#include "app/options.h"

namespace cliffhanger {

/// Blocks until the person quits. Returns the exit code.
int run_play(const PlayOptions& options, const CurlHttpClientOptions& http, const CacheOptions& cache);

}  // namespace cliffhanger
