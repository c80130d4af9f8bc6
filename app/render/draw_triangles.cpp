#include "app/render/draw_triangles.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

int mark = 0;  // its address says what a command is

IntRect whole_pixels(float x0, float y0, float x1, float y1) {
    const int left = static_cast<int>(std::floor(x0)), top = static_cast<int>(std::floor(y0));
    return {left, top, static_cast<int>(std::ceil(x1)) - left, static_cast<int>(std::ceil(y1)) - top};
}

/// Twice the area that a -> b -> p encloses, with its sign.
float edge(const ImVec2& a, const ImVec2& b, float x, float y) {
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

/// Pixels on an edge that two triangles share belong to one of them.
bool owns(const ImVec2& a, const ImVec2& b) { return b.y < a.y || (b.y == a.y && b.x > a.x); }

std::uint32_t channel(const std::array<ImDrawVert, 3>& corners, const std::array<float, 3>& part, int shift) {
    float sum = 0;
    for (std::size_t i = 0; i < 3; ++i) sum += part[i] * static_cast<float>(corners[i].col >> shift & 255);
    return static_cast<std::uint32_t>(std::clamp(sum + 0.5f, 0.0f, 255.0f));
}

std::uint32_t scaled(std::uint32_t value, std::uint32_t by) { return (value * by + 127) / 255; }

/// `texel` is straight ARGB, the tint straight RGBA; source over destination, which is premultiplied.
std::uint32_t blend(std::uint32_t texel, const std::array<std::uint32_t, 4>& tint, std::uint32_t under) {
    const std::uint32_t alpha = scaled(texel >> 24, tint[3]);
    const auto mix = [&](std::uint32_t color, std::uint32_t over, int shift) {
        return std::min<std::uint32_t>(255,
                                       scaled(scaled(color, over), alpha) + scaled(under >> shift & 255, 255 - alpha));
    };
    const std::uint32_t r = mix(texel >> 16 & 255, tint[0], 16), g = mix(texel >> 8 & 255, tint[1], 8),
                        b = mix(texel & 255, tint[2], 0);
    const std::uint32_t a = std::min<std::uint32_t>(255, alpha + scaled(under >> 24, 255 - alpha));
    return a << 24 | r << 16 | g << 8 | b;
}

}  // namespace

void mark_as_triangles(ImDrawCmd& command) { command.UserCallbackData = &mark; }
bool is_triangles(const ImDrawCmd& command) { return command.UserCallbackData == &mark; }

void collect_triangles(const ImDrawList& list, int width, int height, std::vector<DrawTriangle>& triangles) {
    triangles.clear();
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (!is_triangles(command)) continue;
        const IntRect clip = intersect({0, 0, width, height}, whole_pixels(command.ClipRect.x, command.ClipRect.y,
                                                                           command.ClipRect.z, command.ClipRect.w));
        const auto texture = static_cast<TextureId>((std::intptr_t)(command.GetTexID()));
        for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
            DrawTriangle triangle;
            for (unsigned k = 0; k < 3; ++k) {
                const ImDrawIdx index = list.IdxBuffer[static_cast<int>(command.IdxOffset + i + k)];
                triangle.corners[k] = list.VtxBuffer[static_cast<int>(command.VtxOffset + index)];
            }
            auto& [a, b, c] = triangle.corners;
            const float area = edge(a.pos, b.pos, c.pos.x, c.pos.y);
            if (area == 0 || !std::isfinite(area)) continue;
            if (area < 0) std::swap(b, c);
            const auto [left, right] = std::minmax({a.pos.x, b.pos.x, c.pos.x});
            const auto [top, bottom] = std::minmax({a.pos.y, b.pos.y, c.pos.y});
            triangle.visible = intersect(whole_pixels(left, top, right, bottom), clip);
            triangle.texture = texture;
            if (!triangle.visible.empty()) triangles.push_back(triangle);
        }
    }
}

void rasterize_triangle(const DrawTriangle& triangle, const Textures& textures, const IntRect& clip,
                        std::uint32_t* pixels, int stride) {
    const IntRect area = intersect(triangle.visible, clip);
    const Textures::Texture* texture = textures.find(triangle.texture);
    if (area.empty() || texture == nullptr) return;
    const auto& [a, b, c] = triangle.corners;
    const float whole = edge(a.pos, b.pos, c.pos.x, c.pos.y);
    const std::array<bool, 3> owned = {owns(b.pos, c.pos), owns(c.pos, a.pos), owns(a.pos, b.pos)};
    for (int y = area.y; y < area.bottom(); ++y) {
        for (int x = area.x; x < area.right(); ++x) {
            const float px = static_cast<float>(x) + 0.5f, py = static_cast<float>(y) + 0.5f;
            const std::array<float, 3> weights = {edge(b.pos, c.pos, px, py), edge(c.pos, a.pos, px, py),
                                                  edge(a.pos, b.pos, px, py)};
            bool inside = true;
            for (std::size_t i = 0; i < 3; ++i) inside = inside && (weights[i] > 0 || (weights[i] == 0 && owned[i]));
            if (!inside) continue;
            const std::array<float, 3> part = {weights[0] / whole, weights[1] / whole, weights[2] / whole};
            const float u = part[0] * a.uv.x + part[1] * b.uv.x + part[2] * c.uv.x;
            const float v = part[0] * a.uv.y + part[1] * b.uv.y + part[2] * c.uv.y;
            const int tx = std::clamp(static_cast<int>(u * static_cast<float>(texture->width)), 0, texture->width - 1);
            const int ty =
                std::clamp(static_cast<int>(v * static_cast<float>(texture->height)), 0, texture->height - 1);
            const std::uint32_t texel = texture->pixels.get()[static_cast<std::ptrdiff_t>(ty) * texture->width + tx];
            if (texel >> 24 == 0) continue;
            const std::array<std::uint32_t, 4> tint = {
                channel(triangle.corners, part, 0), channel(triangle.corners, part, 8),
                channel(triangle.corners, part, 16), channel(triangle.corners, part, 24)};
            std::uint32_t& pixel = pixels[static_cast<std::ptrdiff_t>(y) * stride + x];
            pixel = blend(texel, tint, pixel);
        }
    }
}

}  // namespace cliffhanger
