// What stock ImGui windows consist of, as textured triangles in one colour or with colours at their corners: the
// inspector's, which lie over everything else. Plain values.
#pragma once

#include <imgui.h>

#include <array>
#include <cstdint>
#include <vector>

#include "app/render/int_rect.h"
#include "app/render/textures.h"

namespace cliffhanger {

struct DrawTriangle {
    std::array<ImDrawVert, 3> corners{};
    IntRect visible;  ///< what it may touch: its bounds within its clip
    TextureId texture = 0;
};

/// Commands of stock windows carry this; all others are quads.
void mark_as_triangles(ImDrawCmd& command);
bool is_triangles(const ImDrawCmd& command);

/// The list's visible triangles within `width` x `height`, back to front.
void collect_triangles(const ImDrawList& list, int width, int height, std::vector<DrawTriangle>& triangles);

/// Blends a triangle into premultiplied pixels, inside `clip`.
void rasterize_triangle(const DrawTriangle& triangle, const Textures& textures, const IntRect& clip,
                        std::uint32_t* pixels, int stride);

}  // namespace cliffhanger
