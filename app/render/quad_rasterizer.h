// Draws quads in software into a premultiplied ARGB layer. Texels lie where the quad says: one to one where sizes
// match, else bilinear. Stateless.
#pragma once

#include <cstdint>

#include "app/render/draw_quads.h"
#include "app/render/textures.h"

namespace cliffhanger {

/// Blends the part of the quad within `clip` over `pixels` (rows `stride` pixels apart).
void rasterize_quad(const DrawQuad& quad, const Textures& textures, const IntRect& clip, std::uint32_t* pixels,
                    int stride);

}  // namespace cliffhanger
