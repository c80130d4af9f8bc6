#include "app/render/draw_quads.h"

#include <cmath>

#include "app/render/draw_triangles.h"

namespace cliffhanger {
namespace {

IntRect whole_pixels(float x0, float y0, float x1, float y1) {
    const int left = static_cast<int>(std::lround(x0)), top = static_cast<int>(std::lround(y0));
    return {left, top, static_cast<int>(std::lround(x1)) - left, static_cast<int>(std::lround(y1)) - top};
}

}  // namespace

void collect_quads(const ImDrawList& list, int width, int height, std::vector<DrawQuad>& quads) {
    quads.clear();
    const IntRect window{0, 0, width, height};
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (is_triangles(command)) continue;
        const IntRect clip =
            intersect(window, whole_pixels(std::max(command.ClipRect.x, 0.0f), std::max(command.ClipRect.y, 0.0f),
                                           std::min(command.ClipRect.z, static_cast<float>(width)),
                                           std::min(command.ClipRect.w, static_cast<float>(height))));
        if (clip.empty()) continue;
        const auto texture = static_cast<TextureId>((std::intptr_t)(command.GetTexID()));
        for (unsigned i = 0; i + 5 < command.ElemCount; i += 6) {
            // PrimRectUV's order: top left, top right, bottom right; top left, bottom right, bottom left.
            const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset + i;
            const ImDrawVert& a = list.VtxBuffer.Data[command.VtxOffset + index[0]];
            const ImDrawVert& c = list.VtxBuffer.Data[command.VtxOffset + index[2]];
            DrawQuad quad;
            quad.to = whole_pixels(a.pos.x, a.pos.y, c.pos.x, c.pos.y);
            quad.visible = intersect(quad.to, clip);
            if (quad.visible.empty()) continue;
            quad.texture = texture;
            quad.u0 = a.uv.x, quad.v0 = a.uv.y, quad.u1 = c.uv.x, quad.v1 = c.uv.y;
            quad.color = a.col;
            quads.push_back(quad);
        }
    }
}

}  // namespace cliffhanger
