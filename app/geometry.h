// Rectangles, points and colours in physical pixels. Plain values.
#pragma once

#include <cstdint>

namespace cliffhanger {

struct Point {
    float x = 0, y = 0;
};

struct Size {
    int width = 0, height = 0;
    bool operator==(const Size&) const = default;
};

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;

    float right() const { return x + w; }
    float bottom() const { return y + h; }
    Point center() const { return {x + w / 2, y + h / 2}; }
    bool empty() const { return w <= 0 || h <= 0; }
    bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    Rect inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
    Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
    bool operator==(const Rect&) const = default;
};

/// Straight alpha, 8 bits a channel, in sRGB.
struct Color {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;

    constexpr Color with_alpha(float alpha_0_to_1) const {
        return {r, g, b, static_cast<std::uint8_t>(static_cast<float>(a) * alpha_0_to_1 + 0.5f)};
    }
    bool operator==(const Color&) const = default;
};

}  // namespace cliffhanger
