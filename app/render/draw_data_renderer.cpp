#include "app/render/draw_data_renderer.h"

#include <cstddef>

namespace cliffhanger {

void DrawDataRenderer::upload(Textures& textures) {
    std::erase_if(uploaded_, [&](const auto& item) { return textures.find(item.first) == nullptr; });
    for (const auto& [id, source] : textures.all()) {
        SdlTexturePtr& texture = uploaded_[id];
        IntRect dirty = textures.take_dirty(id);
        if (!texture) {
            texture.reset(SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, source.width,
                                            source.height));
            if (!texture) continue;
            SDL_SetTextureBlendMode(texture.get(), SDL_BLENDMODE_BLEND);
            SDL_SetTextureScaleMode(texture.get(), SDL_ScaleModeLinear);
            dirty = {0, 0, source.width, source.height};
        }
        if (dirty.empty()) continue;
        const SDL_Rect rect{dirty.x, dirty.y, dirty.w, dirty.h};
        const std::uint32_t* pixels =
            source.pixels.get() + static_cast<std::ptrdiff_t>(dirty.y) * source.width + dirty.x;
        SDL_UpdateTexture(texture.get(), &rect, pixels, source.width * 4);
    }
}

void DrawDataRenderer::draw(const ImDrawList& list, Textures& textures) {
    upload(textures);
    constexpr int kStride = sizeof(ImDrawVert);
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.ElemCount == 0) continue;
        const auto texture = uploaded_.find(static_cast<TextureId>((std::intptr_t)(command.GetTexID())));
        if (texture == uploaded_.end()) continue;
        const int left = std::max(0, static_cast<int>(command.ClipRect.x)),
                  top = std::max(0, static_cast<int>(command.ClipRect.y));
        const SDL_Rect clip{left, top, static_cast<int>(command.ClipRect.z) - left,
                            static_cast<int>(command.ClipRect.w) - top};
        if (clip.w <= 0 || clip.h <= 0) continue;
        SDL_RenderSetClipRect(renderer_, &clip);
        const auto* vertices = reinterpret_cast<const char*>(list.VtxBuffer.Data + command.VtxOffset);
        SDL_RenderGeometryRaw(
            renderer_, texture->second.get(), reinterpret_cast<const float*>(vertices + offsetof(ImDrawVert, pos)),
            kStride, reinterpret_cast<const SDL_Color*>(vertices + offsetof(ImDrawVert, col)), kStride,
            reinterpret_cast<const float*>(vertices + offsetof(ImDrawVert, uv)), kStride,
            list.VtxBuffer.Size - static_cast<int>(command.VtxOffset), list.IdxBuffer.Data + command.IdxOffset,
            static_cast<int>(command.ElemCount), sizeof(ImDrawIdx));
    }
    SDL_RenderSetClipRect(renderer_, nullptr);
}

}  // namespace cliffhanger
