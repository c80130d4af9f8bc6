#include "app/screens/soft_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "player/color_cube.h"

namespace cliffhanger {
namespace {

struct Rgb {
    float r = 0, g = 0, b = 0;
};

/// Samples a side of a cell: enough to keep fine patterns from shimmering, few enough to be free.
constexpr int kSamples = 4;

int sample_8bit(const VideoFrame& frame, int plane, int x, int y) {
    const std::uint8_t* row = frame.planes[static_cast<std::size_t>(plane)] +
                              static_cast<std::ptrdiff_t>(y) * frame.strides[static_cast<std::size_t>(plane)];
    if (frame.layout == PixelLayout::I010 || frame.layout == PixelLayout::I210) {
        return (row[2 * x] | row[2 * x + 1] << 8) >> 2;
    }
    return row[x];
}

Rgb yuv_to_rgb(const VideoFrame& frame, int luma, int u, int v) {
    const bool full = frame.range == ColorRange::Full;
    const float y = full ? static_cast<float>(luma) : (static_cast<float>(luma) - 16) * 1.164f;
    const float scale = full ? 1.0f : 1.138f;
    const float cb = (static_cast<float>(u) - 128) * scale, cr = (static_cast<float>(v) - 128) * scale;
    // Red and blue of luma; green follows.
    float kr = 0.2126f, kb = 0.0722f;
    if (frame.matrix == ColorMatrix::Bt601) kr = 0.299f, kb = 0.114f;
    if (frame.matrix == ColorMatrix::Bt2020) kr = 0.2627f, kb = 0.0593f;
    const float kg = 1 - kr - kb, red = 2 * (1 - kr) * cr, blue = 2 * (1 - kb) * cb;
    return {y + red, y - (kb * blue + kr * red) / kg, y + blue};
}

Rgb looked_up(const VideoFrame& frame, int x, int y, int cx, int cy) {
    const auto code = [&](std::size_t plane, int column, int line) {
        const std::uint8_t* p = frame.planes[plane] + static_cast<std::ptrdiff_t>(line) * frame.strides[plane];
        return static_cast<std::uint16_t>(p[2 * column] | p[2 * column + 1] << 8);
    };
    const std::uint16_t luma = code(0, x, y), u = code(1, cx, cy), v = code(2, cx, cy);
    std::array<std::uint8_t, 4> argb{};
    frame.sdr_table->map_row(&luma, &u, &v, argb.data(), 1, 0);
    return {static_cast<float>(argb[2]), static_cast<float>(argb[1]), static_cast<float>(argb[0])};
}

Rgb pixel(const VideoFrame& frame, int x, int y) {
    const std::uint8_t* p = nullptr;
    switch (frame.layout) {
        case PixelLayout::Argb:
            p = frame.planes[0] + static_cast<std::ptrdiff_t>(y) * frame.strides[0] + 4 * x;
            return {static_cast<float>(p[2]), static_cast<float>(p[1]), static_cast<float>(p[0])};
        case PixelLayout::NV12:
            p = frame.planes[1] + static_cast<std::ptrdiff_t>(y / 2) * frame.strides[1] + x / 2 * 2;
            return yuv_to_rgb(frame, sample_8bit(frame, 0, x, y), p[0], p[1]);
        default:
            break;
    }
    const bool half_width = frame.layout != PixelLayout::I444;
    const bool half_height = frame.layout == PixelLayout::I420 || frame.layout == PixelLayout::I010;
    const int cx = half_width ? x / 2 : x, cy = half_height ? y / 2 : y;
    if (frame.sdr_table) return looked_up(frame, x, y, cx, cy);
    return yuv_to_rgb(frame, sample_8bit(frame, 0, x, y), sample_8bit(frame, 1, cx, cy), sample_8bit(frame, 2, cx, cy));
}

Rgb pixel(const Image& image, int x, int y) {
    const std::uint32_t argb =
        image.argb[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)];
    return {static_cast<float>(argb >> 16 & 255), static_cast<float>(argb >> 8 & 255), static_cast<float>(argb & 255)};
}

struct Place {
    double x, y;  ///< 0..1
};

/// Where in the stored picture a place of the shown one lies.
Place stored_place(const VideoFrame& frame, Place shown) {
    Place stored = shown;
    if (frame.rotation == 90) stored = {shown.y, 1 - shown.x};
    if (frame.rotation == 180) stored = {1 - shown.x, 1 - shown.y};
    if (frame.rotation == 270) stored = {1 - shown.y, shown.x};
    if (frame.mirrored) stored.x = 1 - stored.x;
    return stored;
}

Place stored_place(const Image&, Place shown) { return shown; }

template <class Picture>
Rgb cell_color(const Picture& picture, const SoftLook& look, int cell_x, int cell_y) {
    const auto share = [](int cell, int sample, int cells) { return (cell + (sample + 0.5) / kSamples) / cells; };
    const auto index = [](double place, int length) {
        return std::clamp(static_cast<int>(place * length), 0, length - 1);
    };
    Rgb sum;
    for (int sy = 0; sy < kSamples; ++sy) {
        for (int sx = 0; sx < kSamples; ++sx) {
            const Place at = stored_place(picture, {share(cell_x, sx, look.width), share(cell_y, sy, look.height)});
            const Rgb p = pixel(picture, index(at.x, picture.width), index(at.y, picture.height));
            sum.r += p.r, sum.g += p.g, sum.b += p.b;
        }
    }
    constexpr float kShare = 1.0f / (kSamples * kSamples);
    return {sum.r * kShare, sum.g * kShare, sum.b * kShare};
}

template <class Picture>
std::vector<Rgb> shrunk(const Picture& picture, const SoftLook& look) {
    std::vector<Rgb> cells;
    cells.reserve(static_cast<std::size_t>(look.width) * static_cast<std::size_t>(look.height));
    for (int y = 0; y < look.height; ++y) {
        for (int x = 0; x < look.width; ++x) cells.push_back(cell_color(picture, look, x, y));
    }
    return cells;
}

/// One box blur along lines of `length` cells that are `step` apart; edges repeat.
void blur_lines(std::vector<Rgb>& cells, int lines, int line_step, int length, int step, int radius) {
    std::vector<Rgb> line(static_cast<std::size_t>(length));
    const float share = 1.0f / static_cast<float>(2 * radius + 1);
    for (int l = 0; l < lines; ++l) {
        Rgb* first = cells.data() + static_cast<std::ptrdiff_t>(l) * line_step;
        for (int i = 0; i < length; ++i)
            line[static_cast<std::size_t>(i)] = first[static_cast<std::ptrdiff_t>(i) * step];
        for (int i = 0; i < length; ++i) {
            Rgb sum;
            for (int k = -radius; k <= radius; ++k) {
                const Rgb& p = line[static_cast<std::size_t>(std::clamp(i + k, 0, length - 1))];
                sum.r += p.r, sum.g += p.g, sum.b += p.b;
            }
            first[static_cast<std::ptrdiff_t>(i) * step] = {sum.r * share, sum.g * share, sum.b * share};
        }
    }
}

std::uint32_t pack(const Rgb& p, float brightness, float dither) {
    const auto channel = [&](float value) {
        return static_cast<std::uint32_t>(std::clamp(value * brightness + dither, 0.0f, 255.0f));
    };
    return 0xFF000000u | channel(p.r) << 16 | channel(p.g) << 8 | channel(p.b);
}

/// The same in every run: 0..1 from a pixel's place.
float noise(int x, int y) {
    std::uint32_t h = static_cast<std::uint32_t>(x) * 0x9E3779B1u ^ static_cast<std::uint32_t>(y) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0x2C1B3C6Du;
    return static_cast<float>((h ^ h >> 13) & 0xFFFF) / 65536.0f;
}

Rgb between(const std::vector<Rgb>& cells, int width, int height, float x, float y) {
    const int x0 = std::clamp(static_cast<int>(std::floor(x)), 0, width - 1), x1 = std::min(x0 + 1, width - 1);
    const int y0 = std::clamp(static_cast<int>(std::floor(y)), 0, height - 1), y1 = std::min(y0 + 1, height - 1);
    const float fx = std::clamp(x - static_cast<float>(x0), 0.0f, 1.0f),
                fy = std::clamp(y - static_cast<float>(y0), 0.0f, 1.0f);
    const auto at = [&](int cx, int cy) { return cells[static_cast<std::size_t>(cy * width + cx)]; };
    const auto mix = [](const Rgb& a, const Rgb& b, float t) {
        return Rgb{a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t};
    };
    return mix(mix(at(x0, y0), at(x1, y0), fx), mix(at(x0, y1), at(x1, y1), fx), fy);
}

template <class Picture>
ImagePtr softened(const Picture& picture, const SoftLook& look) {
    std::vector<Rgb> cells = shrunk(picture, look);
    // Two boxes are close enough to a Gaussian here.
    for (int pass = 0; pass < 2 && look.blur > 0; ++pass) {
        blur_lines(cells, look.height, look.width, look.width, 1, look.blur);
        blur_lines(cells, look.width, 1, look.height, look.width, look.blur);
    }
    auto image = std::make_shared<Image>();
    image->width = look.width * look.enlarge;
    image->height = look.height * look.enlarge;
    image->argb.reserve(static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height));
    const float step = 1.0f / static_cast<float>(look.enlarge);
    for (int y = 0; y < image->height; ++y) {
        for (int x = 0; x < image->width; ++x) {
            const Rgb p = between(cells, look.width, look.height, (static_cast<float>(x) + 0.5f) * step - 0.5f,
                                  (static_cast<float>(y) + 0.5f) * step - 0.5f);
            image->argb.push_back(pack(p, look.brightness, look.enlarge > 1 ? noise(x, y) : 0.5f));
        }
    }
    return image;
}

}  // namespace

ImagePtr soften(const VideoFrame& frame, const SoftLook& look) { return softened(frame, look); }

ImagePtr soften(const Image& image, const SoftLook& look) {
    if (image.width <= 0 || image.height <= 0) return nullptr;
    return softened(image, look);
}

ImagePtr vertical_gradient(std::uint32_t top_argb, std::uint32_t bottom_argb) {
    constexpr int kHeight = 64, kWidth = 4;
    auto image = std::make_shared<Image>();
    image->width = kWidth;
    image->height = kHeight;
    image->argb.reserve(kWidth * kHeight);
    const auto mixed = [&](int shift, double t) {
        const double top = top_argb >> shift & 255, bottom = bottom_argb >> shift & 255;
        return static_cast<std::uint32_t>(std::lround(top + (bottom - top) * t)) << shift;
    };
    for (int y = 0; y < kHeight; ++y) {
        const double t = y / (kHeight - 1.0);
        image->argb.insert(image->argb.end(), kWidth, 0xFF000000u | mixed(16, t) | mixed(8, t) | mixed(0, t));
    }
    return image;
}

}  // namespace cliffhanger
