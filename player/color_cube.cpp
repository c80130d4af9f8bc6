#include "player/color_cube.h"

#include <algorithm>
#include <cmath>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace cliffhanger {
namespace {

constexpr int kFraction = 6;  // bits behind the point in a node
constexpr int kStepBits = 5;  // chroma nodes are 32 codes apart
constexpr int kStep = 1 << kStepBits;
constexpr int kLumaShift = 1;  // nodes of luma half as many
static_assert(ColorCube::kCodes / kStep + 1 == ColorCube::kChromaNodes);
static_assert((ColorCube::kCodes << kLumaShift) / kStep + 1 == ColorCube::kLumaNodes);
constexpr float kFurthest = 2.0f;  // what a node can say with kFraction bits, either way
constexpr int kOpaque = 255;

// Bayer's pattern: which part of a code is rounded up where. Without it dark gradients have steps.
constexpr std::array<std::array<std::uint8_t, 8>, 8> kDither = {{{0, 32, 8, 40, 2, 34, 10, 42},
                                                                 {48, 16, 56, 24, 50, 18, 58, 26},
                                                                 {12, 44, 4, 36, 14, 46, 6, 38},
                                                                 {60, 28, 52, 20, 62, 30, 54, 22},
                                                                 {3, 35, 11, 43, 1, 33, 9, 41},
                                                                 {51, 19, 59, 27, 49, 17, 57, 25},
                                                                 {15, 47, 7, 39, 13, 45, 5, 37},
                                                                 {63, 31, 55, 23, 61, 29, 53, 21}}};

constexpr std::ptrdiff_t kAlongV = 1, kAlongU = ColorCube::kChromaNodes, kAlongY = kAlongU * ColorCube::kChromaNodes;
constexpr std::ptrdiff_t kAlongAll = kAlongY + kAlongU + kAlongV;

/// The corners between the lowest and the highest one of a sample's tetrahedron.
struct Way {
    std::ptrdiff_t first, second;
};

/// By whether the sample lies further along Y than U (1), along U than V (2), along Y than V (4).
constexpr std::array<Way, 8> kWays = {{{kAlongV, kAlongV + kAlongU},
                                       {kAlongV, kAlongV + kAlongY},
                                       {kAlongU, kAlongU + kAlongV},
                                       {kAlongY, kAlongY + kAlongU},
                                       {kAlongV, kAlongV + kAlongU},
                                       {kAlongY, kAlongY + kAlongV},
                                       {kAlongU, kAlongU + kAlongY},
                                       {kAlongY, kAlongY + kAlongU}}};

}  // namespace

ColorCube::ColorCube(const std::function<Color(int y, int u, int v)>& color_of) {
    nodes_.reserve(static_cast<std::size_t>(kLumaNodes) * kChromaNodes * kChromaNodes);
    const auto code = [](float value) {
        return static_cast<std::int16_t>(
            std::lround(std::clamp(value, -kFurthest, kFurthest) * 255 * (1 << kFraction)));
    };
    for (int y = 0; y < kLumaNodes; ++y) {
        for (int u = 0; u < kChromaNodes; ++u) {
            for (int v = 0; v < kChromaNodes; ++v) {
                const Color color = color_of(y * kCodes / (kLumaNodes - 1), u * kCodes / (kChromaNodes - 1),
                                             v * kCodes / (kChromaNodes - 1));
                nodes_.push_back({code(color[2]), code(color[1]), code(color[0]), kOpaque << kFraction});
            }
        }
    }
}

// Between the corners of a tetrahedron: from the lower corner along the axes, the one that is gone furthest first.
void ColorCube::map_row(const std::uint16_t* y, const std::uint16_t* u, const std::uint16_t* v, std::uint8_t* argb,
                        int width, int row) const {
    const auto& dither = kDither[static_cast<std::size_t>(row & 7)];
    for (int x = 0; x < width; ++x) {
        const int cy = std::min<int>(y[x], kCodes - 1) << kLumaShift, cu = std::min<int>(u[x], kCodes - 1),
                  cv = std::min<int>(v[x], kCodes - 1);
        const Node* corner = &nodes_[index(cy >> kStepBits, cu >> kStepBits, cv >> kStepBits)];
        const int py = cy & (kStep - 1), pu = cu & (kStep - 1), pv = cv & (kStep - 1);
        const Way way = kWays[static_cast<std::size_t>((py > pu ? 1 : 0) | (pu > pv ? 2 : 0) | (py > pv ? 4 : 0))];
        const int most = std::max(std::max(py, pu), pv), least = std::min(std::min(py, pu), pv);
        const int middle = py + pu + pv - most - least;
        const Node* corners[4] = {corner, corner + way.first, corner + way.second, corner + kAlongAll};
        const int weights[4] = {kStep - most, most - middle, middle - least, least};
        const int rounding = dither[static_cast<std::size_t>(x & 7)] << kStepBits;
#if defined(__SSE2__)
        const auto load = [](const Node* node) { return _mm_loadl_epi64(reinterpret_cast<const __m128i*>(node)); };
        const __m128i first = _mm_unpacklo_epi16(load(corners[0]), load(corners[1]));
        const __m128i second = _mm_unpacklo_epi16(load(corners[2]), load(corners[3]));
        __m128i sum = _mm_add_epi32(_mm_madd_epi16(first, _mm_set1_epi32(weights[0] | weights[1] << 16)),
                                    _mm_madd_epi16(second, _mm_set1_epi32(weights[2] | weights[3] << 16)));
        sum = _mm_srai_epi32(_mm_add_epi32(sum, _mm_set1_epi32(rounding)), kStepBits + kFraction);
        sum = _mm_packs_epi32(sum, sum);
        const int pixel = _mm_cvtsi128_si32(_mm_packus_epi16(sum, sum));
        __builtin_memcpy(argb + 4 * static_cast<std::ptrdiff_t>(x), &pixel, 4);
#else
        for (std::size_t i = 0; i < 4; ++i) {
            int sum = rounding;
            for (std::size_t k = 0; k < 4; ++k) sum += (*corners[k])[i] * weights[k];
            argb[4 * static_cast<std::ptrdiff_t>(x) + static_cast<std::ptrdiff_t>(i)] =
                static_cast<std::uint8_t>(std::clamp(sum >> (kStepBits + kFraction), 0, 255));
        }
#endif
    }
}

}  // namespace cliffhanger
