// A table from Y'CbCr codes of 10 bits to what an SDR screen shows, for pictures whose colours are more than a matrix
// away from it: HDR10, HLG, the wide gamut of BT.2020. Made once for a kind of picture, applied at the size on the
// screen. Immutable; shared between threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace cliffhanger {

class ColorCube {
 public:
    static constexpr int kLumaNodes = 65, kChromaNodes = 33;
    static constexpr int kCodes = 1024;

    /// Red, green and blue for codes from 0 to 1024: 0 to 1 is what the screen shows. What is beyond is cut off behind
    /// the interpolation, so that a function should not do so itself.
    using Color = std::array<float, 3>;
    explicit ColorCube(const std::function<Color(int y, int u, int v)>& color_of);

    /// One row of `width` samples at full chroma into opaque ARGB; `row` chooses the line of the dither pattern.
    void map_row(const std::uint16_t* y, const std::uint16_t* u, const std::uint16_t* v, std::uint8_t* argb, int width,
                 int row) const;

 private:
    /// Blue, green, red and opacity, as they lie in a pixel, with kFraction bits behind the point.
    using Node = std::array<std::int16_t, 4>;
    static std::size_t index(int y, int u, int v) {
        return (static_cast<std::size_t>(y) * kChromaNodes + static_cast<std::size_t>(u)) * kChromaNodes +
               static_cast<std::size_t>(v);
    }

    std::vector<Node> nodes_;
};

}  // namespace cliffhanger
