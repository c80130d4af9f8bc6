// Draws an ImDrawList with SDL_RenderGeometryRaw, uploading what changed in its textures. Main thread only.
#pragma once

#include <imgui.h>

#include <map>

#include "app/render/sdl_ptr.h"
#include "app/render/textures.h"

namespace cliffhanger {

class DrawDataRenderer {
 public:
    explicit DrawDataRenderer(SDL_Renderer* renderer) : renderer_(renderer) {}

    void draw(const ImDrawList& list, Textures& textures);
    /// The device lost its textures.
    void forget_textures() { uploaded_.clear(); }

 private:
    void upload(Textures& textures);

    SDL_Renderer* renderer_;
    std::map<TextureId, SdlTexturePtr> uploaded_;
};

}  // namespace cliffhanger
