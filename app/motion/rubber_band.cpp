#include "app/motion/rubber_band.h"

namespace cliffhanger {

namespace {

constexpr double kResistance = 0.55;

}  // namespace

double rubber_band(double over, double extent) {
    if (over <= 0 || extent <= 0) return 0;
    return (1 - 1 / (over * kResistance / extent + 1)) * extent;
}

double rubber_band_inverse(double shown, double extent) {
    if (shown <= 0 || shown >= extent) return 0;
    return (1 / (1 - shown / extent) - 1) * extent / kResistance;
}

}  // namespace cliffhanger
