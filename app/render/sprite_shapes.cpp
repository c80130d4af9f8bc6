#include "app/render/sprite_shapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cliffhanger {
namespace {

float smoothstep(float t) {
    t = std::clamp(t, 0.0f, 1.0f);
    return t * t * (3 - 2 * t);
}

std::uint8_t byte_of(float coverage) {
    return static_cast<std::uint8_t>(std::clamp(coverage, 0.0f, 1.0f) * 255 + 0.5f);
}

/// `coverage(dx, dy)` at pixel centres, relative to the middle.
template <class Coverage>
Mask make_mask(int width, int height, Coverage coverage) {
    Mask mask{width, height,
              std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))};
    auto out = mask.coverage.begin();
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            *out++ = byte_of(coverage(static_cast<float>(x) + 0.5f - static_cast<float>(width) / 2,
                                      static_cast<float>(y) + 0.5f - static_cast<float>(height) / 2));
        }
    }
    return mask;
}

}  // namespace

Mask disc_mask(int diameter) {
    const float radius = static_cast<float>(diameter) / 2;
    return make_mask(diameter, diameter, [=](float x, float y) { return radius - std::hypot(x, y) + 0.5f; });
}

Mask ring_mask(int diameter, float thickness) {
    const float radius = static_cast<float>(diameter) / 2;
    return make_mask(diameter, diameter, [=](float x, float y) {
        const float d = std::hypot(x, y);
        return std::min(radius - d + 0.5f, d - (radius - thickness) + 0.5f);
    });
}

Mask soft_disc_mask(int diameter) {
    const float radius = static_cast<float>(diameter) / 2;
    return make_mask(diameter, diameter, [=](float x, float y) { return smoothstep(1 - std::hypot(x, y) / radius); });
}

Mask arc_mask(int size, float radius, float thickness, float start, float sweep) {
    const float half = thickness / 2, middle = radius - half;
    const float to_radians = std::numbers::pi_v<float> / 180;
    const float begin = start * to_radians, length = std::clamp(sweep, 0.0f, 360.0f) * to_radians;
    const auto point = [&](float angle) { return std::pair{middle * std::sin(angle), -middle * std::cos(angle)}; };
    const auto [x0, y0] = point(begin);
    const auto [x1, y1] = point(begin + length);
    return make_mask(size, size, [=](float x, float y) {
        const float turn = 2 * std::numbers::pi_v<float>;
        float angle = std::fmod(std::atan2(x, -y) - begin, turn);
        if (angle < 0) angle += turn;
        const float distance = angle <= length ? std::abs(std::hypot(x, y) - middle)
                                               : std::min(std::hypot(x - x0, y - y0), std::hypot(x - x1, y - y1));
        return half - distance + 0.5f;
    });
}

Mask shadow_mask(int side, float radius, int margin) {
    // A wide smooth edge over the distance to the rounded square is what a blurred one looks like, at a fraction of the
    // work.
    const float half = static_cast<float>(side) / 2 - static_cast<float>(margin);
    return make_mask(side, side, [=](float x, float y) {
        const float corner = std::max(radius, static_cast<float>(margin) * 0.5f);
        const float qx = std::abs(x) - half + corner, qy = std::abs(y) - half + corner;
        const float outside =
            std::hypot(std::max(qx, 0.0f), std::max(qy, 0.0f)) + std::min(std::max(qx, qy), 0.0f) - corner;
        return smoothstep(0.5f - outside / (2 * static_cast<float>(margin)));
    });
}

float top_scrim_alpha(float dp) {
    return dp <= 44 ? 0.60f : 0.60f * smoothstep((kTopScrimDp - dp) / (kTopScrimDp - 44));
}

float bottom_scrim_alpha(float dp) {
    if (dp >= 190) return 0.60f * smoothstep((kBottomScrimDp - dp) / (kBottomScrimDp - 190));
    return 0.60f + 0.20f * (190 - std::max(dp, 0.0f)) / 190;
}

}  // namespace cliffhanger
