#include "tests/app/golden.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

#include "app/render/window.h"

namespace cliffhanger::render_test {
namespace {

constexpr int kTile = 32;
constexpr double kMaxDelta = 35215.0 * 0.1 * 0.1;  ///< pixelmatch's scale for the squared YIQ distance, threshold 0.1

double yiq_distance(std::uint32_t a, std::uint32_t b) {
    const auto channel = [](std::uint32_t pixel, int shift) { return static_cast<double>((pixel >> shift) & 255); };
    const double r = channel(a, 16) - channel(b, 16), g = channel(a, 8) - channel(b, 8),
                 blue = channel(a, 0) - channel(b, 0);
    const double y = r * 0.29889531 + g * 0.58662247 + blue * 0.11448223;
    const double i = r * 0.59597799 - g * 0.27417610 - blue * 0.32180189;
    const double q = r * 0.21147017 - g * 0.52261711 + blue * 0.31114694;
    return 0.5053 * y * y + 0.299 * i * i + 0.1957 * q * q;
}

}  // namespace

GoldenDifference compare_with_golden(const Image& image, const std::string& name) {
    const std::string path = std::string(CLIFFHANGER_TEST_SOURCE_DIR) + "/tests/golden/" + name + ".png";
    if (std::getenv("CLIFFHANGER_UPDATE_GOLDEN") != nullptr && !write_png(image, path)) return {};
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto golden = decode_image(bytes, 4096);
    if (!golden || golden->width != image.width || golden->height != image.height) return {};
    const int columns = (image.width + kTile - 1) / kTile, rows = (image.height + kTile - 1) / kTile;
    std::vector<int> tiles(static_cast<std::size_t>(columns * rows));
    int differing = 0;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const auto at = static_cast<std::size_t>(y * image.width + x);
            if (yiq_distance(image.argb[at], golden->argb[at]) <= kMaxDelta) continue;
            ++differing;
            ++tiles[static_cast<std::size_t>(y / kTile * columns + x / kTile)];
        }
    }
    return {static_cast<double>(differing) / (image.width * image.height),
            static_cast<double>(*std::max_element(tiles.begin(), tiles.end())) / (kTile * kTile)};
}

}  // namespace cliffhanger::render_test
