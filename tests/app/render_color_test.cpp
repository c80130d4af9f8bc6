#include "tests/app/render_support.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::render_test;

namespace {

constexpr int kTolerance = 2;
constexpr int kBar = 16;

/// Blocks of constant colour, the same codes under every matrix: many lie outside of what a matrix can mean.
Yuv bar(int x, int y) {
    static const std::vector<Yuv> colors{{235, 128, 128}, {16, 128, 128}, {126, 128, 128}, {81, 90, 240},
                                         {145, 54, 34},   {41, 240, 110}, {210, 16, 146},  {170, 166, 16},
                                         {106, 202, 222}, {60, 100, 180}, {180, 150, 90},  {200, 110, 140}};
    return colors[static_cast<std::size_t>(x / kBar + 4 * (y / kBar)) % colors.size()];
}

/// The same blocks in the purest colours that a matrix and range have, which nothing clips.
Yuv pure_bar(int x, int y, ColorMatrix matrix, ColorRange range) {
    static const std::vector<Rgb> colors{{0, 0, 255},   {255, 255, 0},  {255, 0, 255},   {0, 255, 255},
                                         {255, 0, 0},   {0, 255, 0},    {255, 255, 255}, {0, 0, 0},
                                         {20, 20, 235}, {235, 235, 20}, {0, 0, 128},     {128, 128, 0}};
    return reference_yuv(colors[static_cast<std::size_t>(x / kBar + 4 * (y / kBar)) % colors.size()], matrix, range);
}

void check_bars(const Image& image, ColorMatrix matrix, ColorRange range,
                const std::function<Yuv(int, int)>& expected_at, int step) {
    int worst = 0;
    for (int y = step / 2; y < image.height; y += step) {
        for (int x = step / 2; x < image.width; x += step) {
            worst = std::max(worst, difference(pixel(image, x, y), reference_rgb(expected_at(x, y), matrix, range)));
        }
    }
    CHECK(worst <= kTolerance);
}

}  // namespace

TEST_CASE("Presenter: every layout, matrix and range comes out as the standard says", "[app][render]") {
    for (const PixelLayout layout : {PixelLayout::I420, PixelLayout::I422, PixelLayout::I444, PixelLayout::NV12,
                                     PixelLayout::I010, PixelLayout::I210}) {
        for (const ColorMatrix matrix : {ColorMatrix::Bt601, ColorMatrix::Bt709, ColorMatrix::Bt2020}) {
            for (const ColorRange range : {ColorRange::Limited, ColorRange::Full}) {
                CAPTURE(static_cast<int>(layout), static_cast<int>(matrix), static_cast<int>(range));
                const VideoFramePtr frame = make_frame(layout, 64, 48, bar, matrix, range);
                check_bars(shown(frame, {64, 48}), matrix, range, bar, 1);
                const auto halved = [](int x, int y) { return bar(2 * x, 2 * y); };
                check_bars(shown(frame, {32, 24}), matrix, range, halved, kBar / 2);
                const auto enlarged = [](int x, int y) { return bar(x * 2 / 3, y * 2 / 3); };
                check_bars(shown(frame, {96, 72}), matrix, range, enlarged, kBar * 3 / 2);
            }
        }
    }
}

TEST_CASE("Presenter: the pure colours of every matrix and range stay pure at every scale", "[app][render]") {
    for (const PixelLayout layout : {PixelLayout::I420, PixelLayout::I422, PixelLayout::I444, PixelLayout::NV12,
                                     PixelLayout::I010, PixelLayout::I210}) {
        for (const ColorMatrix matrix : {ColorMatrix::Bt601, ColorMatrix::Bt709, ColorMatrix::Bt2020}) {
            for (const ColorRange range : {ColorRange::Limited, ColorRange::Full}) {
                const Pattern bars = [&](int x, int y) { return pure_bar(x, y, matrix, range); };
                const VideoFramePtr frame = make_frame(layout, 64, 48, bars, matrix, range);
                for (const Size size : {Size{64, 48}, Size{32, 24}, Size{16, 12}, Size{96, 72}, Size{192, 144}}) {
                    CAPTURE(static_cast<int>(layout), static_cast<int>(matrix), static_cast<int>(range), size.width);
                    const Pattern scaled = [&](int x, int y) { return bars(x * 64 / size.width, y * 64 / size.width); };
                    check_bars(shown(frame, size), matrix, range, scaled, kBar * size.width / 64);
                }
            }
        }
    }
}

TEST_CASE("Presenter: every combination of codes means what the standard says", "[app][render]") {
    // All values of luma along a row; a row for each of 17 x 17 pairs of chroma.
    const Pattern codes = [](int x, int y) { return Yuv{x, std::min(255, y % 17 * 16), std::min(255, y / 17 * 16)}; };
    for (const ColorMatrix matrix : {ColorMatrix::Bt601, ColorMatrix::Bt709, ColorMatrix::Bt2020}) {
        for (const ColorRange range : {ColorRange::Limited, ColorRange::Full}) {
            CAPTURE(static_cast<int>(matrix), static_cast<int>(range));
            const VideoFramePtr frame = make_frame(PixelLayout::I444, 256, 17 * 17, codes, matrix, range);
            check_bars(shown(frame, {256, 17 * 17}), matrix, range, codes, 1);
        }
    }
}

TEST_CASE("Presenter: rotation turns clockwise, and mirroring comes before it", "[app][render]") {
    for (const PixelLayout layout :
         {PixelLayout::I420, PixelLayout::NV12, PixelLayout::I444, PixelLayout::I422, PixelLayout::I010}) {
        for (const bool mirrored : {false, true}) {
            for (const int rotation : {0, 90, 180, 270}) {
                CAPTURE(static_cast<int>(layout), mirrored, rotation);
                const VideoFramePtr frame =
                    make_frame(layout, 64, 48, bar, ColorMatrix::Bt709, ColorRange::Limited, rotation, mirrored);
                const bool sideways = rotation % 180 != 0;
                const Size size = sideways ? Size{48, 64} : Size{64, 48};
                const auto expected = [&](int x, int y) {
                    int u = x, v = y;
                    if (rotation == 90) u = y, v = 47 - x;
                    if (rotation == 180) u = 63 - x, v = 47 - y;
                    if (rotation == 270) u = 63 - y, v = x;
                    return bar(mirrored ? 63 - u : u, v);
                };
                // I422 turned is given full chroma, interpolated: its bars have soft edges.
                check_bars(shown(frame, size), ColorMatrix::Bt709, ColorRange::Limited, expected,
                           layout == PixelLayout::I422 ? kBar : 1);
            }
        }
    }
}

TEST_CASE("Presenter: frames with alpha are shown over black", "[app][render]") {
    auto frame = std::make_shared<VideoFrame>();
    frame->layout = PixelLayout::Argb;
    frame->width = frame->height = 2;
    auto pixels = std::make_shared<std::vector<std::uint32_t>>(
        std::vector<std::uint32_t>{0xffff0000u, 0x80ffffffu, 0xff00ff00u, 0x00ffffffu});
    frame->planes[0] = reinterpret_cast<const std::uint8_t*>(pixels->data());
    frame->strides[0] = 8;
    frame->storage = pixels;
    const Image image = shown(VideoFramePtr(frame), {2, 2});
    CHECK(difference(pixel(image, 0, 0), {255, 0, 0}) <= 1);
    CHECK(difference(pixel(image, 1, 0), {128, 128, 128}) <= 2);
    CHECK(difference(pixel(image, 0, 1), {0, 255, 0}) <= 1);
    CHECK(difference(pixel(image, 1, 1), {0, 0, 0}) <= 1);
}

TEST_CASE("Presenter: odd sizes are converted to the last column and row", "[app][render]") {
    const auto gradient = [](int x, int y) { return Yuv{40 + x + y % 3, 128, 128}; };
    for (const Size size : {Size{161, 121}, Size{1, 1}, Size{33, 7}, Size{31, 31}, Size{97, 3}}) {
        for (const PixelLayout layout : {PixelLayout::I420, PixelLayout::NV12, PixelLayout::I422, PixelLayout::I444}) {
            CAPTURE(size.width, size.height, static_cast<int>(layout));
            const VideoFramePtr frame = make_frame(layout, size.width, size.height, gradient);
            check_bars(shown(frame, size), ColorMatrix::Bt709, ColorRange::Limited, gradient, 1);
            for (const int rotation : {90, 270}) {
                const VideoFramePtr turned = make_frame(layout, size.width, size.height, gradient, ColorMatrix::Bt709,
                                                        ColorRange::Limited, rotation);
                const Image image = shown(turned, {size.height, size.width});
                const int first = rotation == 90 ? size.height - 1 : 0;
                CHECK(difference(pixel(image, first, 0), reference_rgb(gradient(rotation == 90 ? 0 : size.width - 1, 0),
                                                                       ColorMatrix::Bt709, ColorRange::Limited)) <=
                      kTolerance);
            }
        }
    }
}
