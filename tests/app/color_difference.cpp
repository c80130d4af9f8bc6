#include "tests/app/color_difference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace cliffhanger::test {
namespace {

constexpr int kEdge = 3, kNearly = 3;

struct Lab {
    double l, a, b;
};

Lab lab_of(std::uint32_t argb) {
    const auto linear = [argb](int shift) {
        const double v = ((argb >> shift) & 255) / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const double r = linear(16), g = linear(8), b = linear(0);
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    const double y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const double z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double degrees(double radians) { return radians * 180 / std::numbers::pi; }
double radians(double degrees) { return degrees * std::numbers::pi / 180; }

double hue_of(double a, double b) {
    if (a == 0 && b == 0) return 0;
    const double h = degrees(std::atan2(b, a));
    return h < 0 ? h + 360 : h;
}

/// sqrt(c^7 / (c^7 + 25^7))
double chroma_share(double chroma) {
    const double seventh = std::pow(chroma, 7);
    return std::sqrt(seventh / (seventh + std::pow(25.0, 7)));
}

// The CIE's formula (Sharma, Wu, Dalal 2005), with all weights 1.
double ciede2000(const Lab& one, const Lab& two) {
    const double mean_chroma = (std::hypot(one.a, one.b) + std::hypot(two.a, two.b)) / 2;
    const double g = 0.5 * (1 - chroma_share(mean_chroma));
    const double a1 = one.a * (1 + g), a2 = two.a * (1 + g);
    const double c1 = std::hypot(a1, one.b), c2 = std::hypot(a2, two.b);
    const double h1 = hue_of(a1, one.b), h2 = hue_of(a2, two.b);
    double dh = 0;
    if (c1 * c2 != 0) {
        dh = h2 - h1;
        if (dh > 180) dh -= 360;
        if (dh < -180) dh += 360;
    }
    const double delta_l = two.l - one.l, delta_c = c2 - c1;
    const double delta_h = 2 * std::sqrt(c1 * c2) * std::sin(radians(dh / 2));
    const double l = (one.l + two.l) / 2, c = (c1 + c2) / 2;
    double h = h1 + h2;
    if (c1 * c2 != 0) {
        if (std::abs(h1 - h2) > 180) h += h < 360 ? 360 : -360;
        h /= 2;
    }
    const double t = 1 - 0.17 * std::cos(radians(h - 30)) + 0.24 * std::cos(radians(2 * h)) +
                     0.32 * std::cos(radians(3 * h + 6)) - 0.20 * std::cos(radians(4 * h - 63));
    const double turn = 30 * std::exp(-std::pow((h - 275) / 25, 2));
    const double rt = -std::sin(radians(2 * turn)) * 2 * chroma_share(c);
    const double sl = 1 + 0.015 * std::pow(l - 50, 2) / std::sqrt(20 + std::pow(l - 50, 2));
    const double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
    const double dl = delta_l / sl, dc = delta_c / sc, dhh = delta_h / sh;
    return std::sqrt(std::max(0.0, dl * dl + dc * dc + dhh * dhh + rt * dc * dhh));
}

/// All pixels around it have its colour, nearly.
bool is_flat(const Image& image, int x, int y) {
    const std::uint32_t middle = image.argb[static_cast<std::size_t>(y * image.width + x)];
    for (int v = std::max(y - kEdge, 0); v <= std::min(y + kEdge, image.height - 1); ++v) {
        for (int u = std::max(x - kEdge, 0); u <= std::min(x + kEdge, image.width - 1); ++u) {
            const std::uint32_t other = image.argb[static_cast<std::size_t>(v * image.width + u)];
            for (const int shift : {0, 8, 16}) {
                const int difference = static_cast<int>(middle >> shift & 255) - static_cast<int>(other >> shift & 255);
                if (std::abs(difference) > kNearly) return false;
            }
        }
    }
    return true;
}

}  // namespace

double color_difference(std::uint32_t a, std::uint32_t b) {
    return ((a ^ b) & 0xffffffu) == 0 ? 0 : ciede2000(lab_of(a), lab_of(b));
}

PictureDifference picture_difference(const Image& picture, const Image& reference) {
    std::vector<double> all;
    for (int y = 0; y < std::min(picture.height, reference.height); ++y) {
        for (int x = 0; x < std::min(picture.width, reference.width); ++x) {
            if (!is_flat(reference, x, y)) continue;
            all.push_back(color_difference(picture.argb[static_cast<std::size_t>(y * picture.width + x)],
                                           reference.argb[static_cast<std::size_t>(y * reference.width + x)]));
        }
    }
    if (all.empty()) return {};
    std::sort(all.begin(), all.end());
    PictureDifference result;
    result.pixels = all.size();
    for (const double one : all) result.mean += one / static_cast<double>(all.size());
    result.p95 = all[(all.size() - 1) * 95 / 100];
    result.worst = all.back();
    return result;
}

std::string describe(const PictureDifference& difference) {
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), "%zu pixels, CIEDE2000 mean %.2f, p95 %.2f, worst %.2f", difference.pixels,
                  difference.mean, difference.p95, difference.worst);
    return text.data();
}

}  // namespace cliffhanger::test
