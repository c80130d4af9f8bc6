#include "tests/app/scenes/scene_sheet.h"

namespace cliffhanger {
namespace {

/// Five bits a channel are enough to see what is wrong, and files are half as large.
constexpr std::uint32_t kKept = 0xfff8f8f8u;

/// The mean of a square of pixels.
std::uint32_t mean(const Image& image, int left, int top) {
    std::uint32_t red = 0, green = 0, blue = 0;
    for (int y = top; y < top + kSheetScale; ++y) {
        for (int x = left; x < left + kSheetScale; ++x) {
            const std::uint32_t pixel = image.argb[static_cast<std::size_t>(y * image.width + x)];
            red += pixel >> 16 & 255;
            green += pixel >> 8 & 255;
            blue += pixel & 255;
        }
    }
    constexpr std::uint32_t kCount = kSheetScale * kSheetScale;
    return (0xff000000u | red / kCount << 16 | green / kCount << 8 | blue / kCount) & kKept;
}

}  // namespace

Image empty_sheet(int width, int height) {
    return {width, height, std::vector<std::uint32_t>(static_cast<std::size_t>(width * height), 0xff000000u)};
}

void put_scene(Image& sheet, const Image& scene, int x, int y) {
    for (int row = 0; row < scene.height / kSheetScale; ++row) {
        for (int column = 0; column < scene.width / kSheetScale; ++column)
            sheet.argb[static_cast<std::size_t>((y + row) * sheet.width + x + column)] =
                mean(scene, column * kSheetScale, row * kSheetScale);
    }
}

}  // namespace cliffhanger
