// The CPU presenter's pixels in a real window: X11's window surface, or where there is none a texture of the window's
// size. Main thread only.
#pragma once

#include "app/render/pixel_target.h"
#include "app/render/sdl_ptr.h"

namespace cliffhanger {

class WindowSurfaceTarget final : public PixelTarget {
 public:
    explicit WindowSurfaceTarget(SDL_Window* window) : window_(window) {}

    std::string name() const override { return "window surface"; }
    Pixels lock() override;
    void show(const std::vector<IntRect>& changed) override;

 private:
    SDL_Window* window_;
    const SDL_Surface* last_ = nullptr;
    Size last_size_;
    SdlSurfacePtr converted_;  ///< where the display's pixels are of another format
};

class TextureTarget final : public PixelTarget {
 public:
    explicit TextureTarget(SdlRendererPtr renderer) : renderer_(std::move(renderer)) {}

    std::string name() const override { return "streaming texture"; }
    Pixels lock() override;
    void show(const std::vector<IntRect>& changed) override;

 private:
    SdlRendererPtr renderer_;
    SdlTexturePtr texture_;
    Size size_;
    std::vector<std::uint32_t> pixels_;
};

}  // namespace cliffhanger
