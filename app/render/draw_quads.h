// The Canvas's draw list as whole-pixel quads, the one primitive that it draws. Plain values.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

#include "app/render/int_rect.h"
#include "app/render/textures.h"

namespace cliffhanger {

struct DrawQuad {
    IntRect to;       ///< where the whole quad lies
    IntRect visible;  ///< `to` within its clip
    TextureId texture = 0;
    float u0 = 0, v0 = 0, u1 = 0, v1 = 0;  ///< texture coordinates of `to`'s corners; u0 > u1 = mirrored
    std::uint32_t color = 0;               ///< ImGui's packing: R in the lowest byte
};

/// The list's visible quads within `width` x `height`, back to front.
void collect_quads(const ImDrawList& list, int width, int height, std::vector<DrawQuad>& quads);

}  // namespace cliffhanger
