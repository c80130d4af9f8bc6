#include "app/render/quad_rasterizer.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

struct Tint {
    std::uint32_t r, g, b, a;
};

std::uint32_t div255(std::uint32_t value) { return (value + 128 + ((value + 128) >> 8)) >> 8; }

/// Source over destination, both premultiplied; two channels at a time.
std::uint32_t over(std::uint32_t source, std::uint32_t destination) {
    const std::uint32_t inverse = 255 - (source >> 24);
    std::uint32_t rb = (destination & 0xff00ffu) * inverse + 0x800080u;
    std::uint32_t ag = ((destination >> 8) & 0xff00ffu) * inverse + 0x800080u;
    rb = ((rb + ((rb >> 8) & 0xff00ffu)) >> 8) & 0xff00ffu;
    ag = (ag + ((ag >> 8) & 0xff00ffu)) & 0xff00ff00u;
    return source + (rb | ag);
}

std::uint32_t premultiplied(std::uint32_t r, std::uint32_t g, std::uint32_t b, std::uint32_t a) {
    return a << 24 | div255(r * a) << 16 | div255(g * a) << 8 | div255(b * a);
}

std::uint32_t tinted(std::uint32_t texel, const Tint& tint) {
    const std::uint32_t a = div255((texel >> 24) * tint.a);
    if ((texel & 0xffffffu) == 0xffffffu) return premultiplied(tint.r, tint.g, tint.b, a);
    return premultiplied(div255(((texel >> 16) & 255) * tint.r), div255(((texel >> 8) & 255) * tint.g),
                         div255((texel & 255) * tint.b), a);
}

void fill_row(std::uint32_t source, std::uint32_t* row, int count) {
    if (source >> 24 == 255) {
        std::fill_n(row, count, source);
        return;
    }
    for (int x = 0; x < count; ++x) row[x] = over(source, row[x]);
}

std::uint32_t mix(std::uint32_t a, std::uint32_t b, std::uint32_t part) {
    const std::uint32_t rb = (((a & 0xff00ffu) * (256 - part) + (b & 0xff00ffu) * part) >> 8) & 0xff00ffu;
    const std::uint32_t ag = (((a >> 8) & 0xff00ffu) * (256 - part) + ((b >> 8) & 0xff00ffu) * part) & 0xff00ff00u;
    return rb | ag;
}

/// One axis of bilinear sampling: two texels and how much of the second, for each destination pixel.
struct Axis {
    float first, step;
    int low, high;

    Axis(float from, float to, int size, int length)
        : first(from * static_cast<float>(size)),
          step((to - from) * static_cast<float>(size) / static_cast<float>(length)),
          low(static_cast<int>(std::floor(std::min(from, to) * static_cast<float>(size)))),
          high(std::max(low, static_cast<int>(std::ceil(std::max(from, to) * static_cast<float>(size))) - 1)) {}

    void at(int offset, int& near, int& far, std::uint32_t& part) const {
        const float position = first + (static_cast<float>(offset) + 0.5f) * step - 0.5f;
        const float whole = std::floor(position);
        part = static_cast<std::uint32_t>((position - whole) * 256);
        near = std::clamp(static_cast<int>(whole), low, high);
        far = std::clamp(static_cast<int>(whole) + 1, low, high);
    }
};

}  // namespace

void rasterize_quad(const DrawQuad& quad, const Textures& textures, const IntRect& clip, std::uint32_t* pixels,
                    int stride) {
    const IntRect area = intersect(quad.visible, clip);
    const Textures::Texture* texture = textures.find(quad.texture);
    if (area.empty() || texture == nullptr) return;
    const Tint tint{quad.color & 255, (quad.color >> 8) & 255, (quad.color >> 16) & 255, quad.color >> 24};
    const std::uint32_t* texels = texture->pixels.get();
    const Axis horizontal(quad.u0, quad.u1, texture->width, quad.to.w);
    const Axis vertical(quad.v0, quad.v1, texture->height, quad.to.h);
    const auto row_at = [&](int y) { return pixels + static_cast<std::ptrdiff_t>(y) * stride + area.x; };
    const auto texel_row = [&](int v) { return texels + static_cast<std::ptrdiff_t>(v) * texture->width; };

    if (quad.u0 == quad.u1) {
        // A column of texels, or one texel: every row has one colour.
        for (int y = area.y; y < area.bottom(); ++y) {
            int near, far;
            std::uint32_t part;
            vertical.at(y - quad.to.y, near, far, part);
            const int u = horizontal.low;
            fill_row(tinted(mix(texel_row(near)[u], texel_row(far)[u], part), tint), row_at(y), area.w);
        }
        return;
    }
    const bool exact = std::abs(horizontal.step) == 1.0f && vertical.step == 1.0f;
    for (int y = area.y; y < area.bottom(); ++y) {
        std::uint32_t* row = row_at(y);
        int v, v2;
        std::uint32_t v_part;
        vertical.at(y - quad.to.y, v, v2, v_part);
        if (exact) {
            int u, ignored;
            std::uint32_t u_part;
            horizontal.at(area.x - quad.to.x, u, ignored, u_part);
            const int direction = horizontal.step > 0 ? 1 : -1;
            const std::uint32_t* texel = texel_row(v) + u;
            for (int x = 0; x < area.w; ++x, texel += direction) {
                if (*texel >> 24 != 0) row[x] = over(tinted(*texel, tint), row[x]);
            }
            continue;
        }
        const std::uint32_t *upper = texel_row(v), *lower = texel_row(v2);
        for (int x = 0; x < area.w; ++x) {
            int u, u2;
            std::uint32_t u_part;
            horizontal.at(area.x - quad.to.x + x, u, u2, u_part);
            const std::uint32_t texel = mix(mix(upper[u], upper[u2], u_part), mix(lower[u], lower[u2], u_part), v_part);
            if (texel >> 24 != 0) row[x] = over(tinted(texel, tint), row[x]);
        }
    }
}

}  // namespace cliffhanger
