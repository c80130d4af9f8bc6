// The table behind HDR pictures beside the functions that it stands for.
#include <algorithm>
#include <cmath>

#include "player/color_cube.h"
#include "player/pipeline/hdr_mapping.h"
#include "player/pipeline/tone_curve.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

/// Red, green and blue from 0 to 255, without the dither.
std::array<double, 3> shown(const ColorCube& cube, std::uint16_t y, std::uint16_t u, std::uint16_t v) {
    std::array<double, 3> sums{};
    for (int row = 0; row < 8; ++row) {
        std::array<std::uint16_t, 8> ys, us, vs;
        ys.fill(y), us.fill(u), vs.fill(v);
        std::array<std::uint8_t, 32> pixels{};
        cube.map_row(ys.data(), us.data(), vs.data(), pixels.data(), 8, row);
        for (std::size_t x = 0; x < 8; ++x)
            for (std::size_t channel = 0; channel < 3; ++channel) sums[channel] += pixels[4 * x + 2 - channel];
    }
    for (double& sum : sums) sum = sum / 64;
    return sums;
}

/// Y'CbCr of 10 bits, limited, for a colour of BT.709's primaries (1 = SDR white) as PQ.
std::array<std::uint16_t, 3> pq_codes(const std::array<double, 3>& c) {
    const auto pq = [](double light) {
        const double power = std::pow(std::max(light, 0.0) * kSdrWhite / 10000, 2610.0 / 16384);
        return std::pow((3424.0 / 4096 + 2413.0 / 128 * power) / (1 + 2392.0 / 128 * power), 2523.0 / 32);
    };
    const double r = pq(0.627404 * c[0] + 0.329283 * c[1] + 0.043313 * c[2]);
    const double g = pq(0.069097 * c[0] + 0.919541 * c[1] + 0.011362 * c[2]);
    const double b = pq(0.016391 * c[0] + 0.088013 * c[1] + 0.895595 * c[2]);
    const double luma = 0.2627 * r + 0.678 * g + 0.0593 * b;
    const auto code = [](double value) { return static_cast<std::uint16_t>(std::lround(value)); };
    return {code(64 + 876 * luma), code(512 + 896 * (b - luma) / 1.8814), code(512 + 896 * (r - luma) / 1.4746)};
}

/// The angle around grey, of screen codes taken as a gamma of 2.4; in degrees (OKLab).
double hue(const std::array<double, 3>& shown) {
    std::array<double, 3> c{};
    for (std::size_t i = 0; i < 3; ++i) c[i] = std::pow(shown[i] / 255, 2.4);
    const double l = std::cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
    const double m = std::cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
    const double s = std::cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
    const double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
    const double b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
    return std::atan2(b, a) * 180 / 3.14159265358979;
}

}  // namespace

TEST_CASE("ColorCube: what runs off the screen's range bends where it leaves it, not at the next node",
          "[player][hdr]") {
    // Red leaves at the top, green at the bottom, each between two nodes; blue goes along with the chroma.
    const auto color_of = [](int y, int u, int) {
        const float at = static_cast<float>(y) / 1024;
        return ColorCube::Color{at * 1.3f, 1.2f * at - 0.31f, static_cast<float>(u) / 1024};
    };
    const ColorCube cube(color_of);
    for (int y = 0; y < 1024; y += 3) {
        CAPTURE(y);
        const auto wanted = color_of(y, 500, 512);
        const auto found = shown(cube, static_cast<std::uint16_t>(y), 500, 512);
        for (std::size_t i = 0; i < 3; ++i)
            CHECK(found[i] == Approx(std::clamp(wanted[i], 0.0f, 1.0f) * 255).margin(1));
    }
}

TEST_CASE("sdr_table: fair skin in the sun keeps its hue until red is as bright as the screen", "[player][hdr]") {
    HdrPicture picture;
    picture.peak = 1000;
    picture.black = 0.005f;
    const auto table = sdr_table(picture);
    // Of a portrait photographer's chart; light, of which luminance is 1.
    const std::array<double, 3> skin = GENERATE(as<std::array<double, 3>>(), std::array{1.3638, 0.9481, 0.7145},
                                                std::array{1.4915, 0.9128, 0.6238}, std::array{1.5826, 0.8886, 0.5392});
    const double nits = GENERATE(120.0, 203.0, 300.0, 400.0, 500.0);
    std::array<double, 3> light = skin, plain{};
    for (std::size_t i = 0; i < 3; ++i) {
        light[i] *= nits / kSdrWhite;
        plain[i] = 255 * std::pow(skin[i] / 2, 1 / 2.4);
    }
    const auto codes = pq_codes(light);
    const auto found = shown(*table, codes[0], codes[1], codes[2]);
    CAPTURE(nits, skin[0], found[0], found[1], found[2]);
    CHECK(hue(found) == Approx(hue(plain)).margin(8));
}
