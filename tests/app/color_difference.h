// How far apart two pictures look: CIEDE2000 between sRGB pixels, and what stands out of many of them.
#pragma once

#include <string>
#include <vector>

#include "player/images/image.h"

namespace cliffhanger::test {

/// Between two 0xAARRGGBB pixels; 1 is about what can just be seen side by side.
double color_difference(std::uint32_t a, std::uint32_t b);

struct PictureDifference {
    std::size_t pixels = 0;
    double mean = 0, p95 = 0, worst = 0;
};

/// Pixel by pixel over pictures of the same size, where `reference` is of one colour: at edges it would be the scaling
/// of chroma that is compared.
PictureDifference picture_difference(const Image& picture, const Image& reference);

std::string describe(const PictureDifference& difference);

}  // namespace cliffhanger::test
