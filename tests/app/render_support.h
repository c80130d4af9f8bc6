// Frames, windows and pixels for the render tests.
#pragma once

#include <cmath>
#include <functional>
#include <memory>
#include <vector>

#include "app/render/window.h"
#include "player/video_frame.h"

namespace cliffhanger::render_test {

struct Yuv {
    int y = 16, u = 128, v = 128;  ///< 8-bit code values
};
using Pattern = std::function<Yuv(int x, int y)>;

/// A frame whose luma is the pattern's at each pixel, and whose chroma is the pattern's at each block's first pixel.
inline VideoFramePtr make_frame(PixelLayout layout, int width, int height, const Pattern& pattern,
                                ColorMatrix matrix = ColorMatrix::Bt709, ColorRange range = ColorRange::Limited,
                                int rotation = 0, bool mirrored = false) {
    auto frame = std::make_shared<VideoFrame>();
    frame->layout = layout;
    frame->matrix = matrix;
    frame->range = range;
    frame->width = width;
    frame->height = height;
    frame->rotation = rotation;
    frame->mirrored = mirrored;
    const bool ten_bit = layout == PixelLayout::I010 || layout == PixelLayout::I210;
    const int bytes = ten_bit ? 2 : 1;
    const int sub_x = layout == PixelLayout::I444 ? 1 : 2;
    const int sub_y = layout == PixelLayout::I420 || layout == PixelLayout::NV12 || layout == PixelLayout::I010 ? 2 : 1;
    const int chroma_w = (width + sub_x - 1) / sub_x, chroma_h = (height + sub_y - 1) / sub_y;
    auto storage = std::make_shared<std::array<std::vector<std::uint8_t>, 3>>();
    const auto put = [&](std::size_t plane, int index, int value) {
        if (!ten_bit) {
            (*storage)[plane][static_cast<std::size_t>(index)] = static_cast<std::uint8_t>(value);
        } else {
            reinterpret_cast<std::uint16_t*>((*storage)[plane].data())[index] = static_cast<std::uint16_t>(value << 2);
        }
    };
    (*storage)[0].resize(static_cast<std::size_t>(width * height * bytes));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) put(0, y * width + x, pattern(x, y).y);
    }
    const bool interleaved = layout == PixelLayout::NV12;
    const int stride = interleaved ? 2 * chroma_w : chroma_w;
    for (std::size_t plane = 1; plane < 3; ++plane)
        (*storage)[plane].resize(static_cast<std::size_t>(stride * chroma_h * bytes));
    for (int y = 0; y < chroma_h; ++y) {
        for (int x = 0; x < chroma_w; ++x) {
            const Yuv c = pattern(x * sub_x, y * sub_y);
            put(1, y * stride + (interleaved ? 2 * x : x), c.u);
            if (interleaved)
                put(1, y * stride + 2 * x + 1, c.v);
            else
                put(2, y * stride + x, c.v);
        }
    }
    for (std::size_t plane = 0; plane < 3; ++plane) {
        frame->planes[plane] = (*storage)[plane].data();
        frame->strides[plane] = (plane == 0 ? width : stride) * bytes;
    }
    frame->storage = storage;
    return frame;
}

struct Rgb {
    int r = 0, g = 0, b = 0;
};

/// The shares of red and blue in luma.
struct LumaShares {
    double red, blue;
};

inline LumaShares luma_shares(ColorMatrix matrix) {
    if (matrix == ColorMatrix::Bt601) return {0.299, 0.114};
    return matrix == ColorMatrix::Bt709 ? LumaShares{0.2126, 0.0722} : LumaShares{0.2627, 0.0593};
}

/// The standards' formulas, in floating point.
inline Rgb reference_rgb(Yuv c, ColorMatrix matrix, ColorRange range) {
    const auto [kr, kb] = luma_shares(matrix);
    const bool full = range == ColorRange::Full;
    const double y = full ? c.y / 255.0 : (c.y - 16) / 219.0;
    const double pb = (c.u - 128) / (full ? 255.0 : 224.0), pr = (c.v - 128) / (full ? 255.0 : 224.0);
    const double r = y + 2 * (1 - kr) * pr, b = y + 2 * (1 - kb) * pb;
    const double g = (y - kr * r - kb * b) / (1 - kr - kb);
    const auto code = [](double value) {
        return static_cast<int>(std::lround(std::min(1.0, std::max(0.0, value)) * 255));
    };
    return {code(r), code(g), code(b)};
}

/// The other way round.
inline Yuv reference_yuv(Rgb c, ColorMatrix matrix, ColorRange range) {
    const auto [kr, kb] = luma_shares(matrix);
    const bool full = range == ColorRange::Full;
    const double r = c.r / 255.0, g = c.g / 255.0, b = c.b / 255.0;
    const double y = kr * r + (1 - kr - kb) * g + kb * b;
    const auto chroma = [&](double difference, double share) {
        const double value = difference / (2 * (1 - share));
        return std::min(255, static_cast<int>(std::lround(128 + value * (full ? 255 : 224))));
    };
    return {static_cast<int>(std::lround(full ? y * 255 : 16 + y * 219)), chroma(b - y, kb), chroma(r - y, kr)};
}

inline Rgb pixel(const Image& image, int x, int y) {
    const std::uint32_t argb = image.argb.at(static_cast<std::size_t>(y * image.width + x));
    return {static_cast<int>((argb >> 16) & 255), static_cast<int>((argb >> 8) & 255), static_cast<int>(argb & 255)};
}

inline int difference(Rgb a, Rgb b) {
    return std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)});
}

inline std::unique_ptr<Window> headless(Size size, float scale = 1) {
    static const SystemClock clock;
    WindowOptions options;
    options.size = size;
    options.headless = true;
    options.scale = scale;
    return std::move(*Window::create(options, clock));
}

/// The picture filling `area`, and nothing else.
inline Scene scene_of(VideoFramePtr frame, const Rect& area) {
    Scene scene;
    StagePicture picture;
    picture.picture = std::move(frame);
    picture.destination = picture.clip = area;
    scene.pictures.push_back(picture);
    return scene;
}

inline Image shown(Window& window, const Scene& scene) {
    window.begin_frame();
    window.present(scene);
    return window.read_back();
}

/// One picture in a window of its size.
inline Image shown(VideoFramePtr frame, Size size) {
    const auto window = headless(size);
    return shown(*window,
                 scene_of(std::move(frame), {0, 0, static_cast<float>(size.width), static_cast<float>(size.height)}));
}

}  // namespace cliffhanger::render_test
