// Pictures compared with those in tests/golden. CLIFFHANGER_UPDATE_GOLDEN=1 writes them anew.
#pragma once

#include <string>

#include "player/images/image.h"

namespace cliffhanger::render_test {

struct GoldenDifference {
    double share = 1;       ///< of pixels that differ visibly; 1 when the sizes differ or there is no golden picture
    double worst_tile = 1;  ///< the share in the worst 32x32 tile
};

/// A YIQ difference above a tenth counts as visible, as pixelmatch does it.
GoldenDifference compare_with_golden(const Image& image, const std::string& name);

}  // namespace cliffhanger::render_test
