#include "app/render/sdl_targets.h"

#include <algorithm>

namespace cliffhanger {

PixelTarget::Pixels WindowSurfaceTarget::lock() {
    SDL_Surface* surface = SDL_GetWindowSurface(window_);
    if (surface == nullptr) return {};
    const Size size{surface->w, surface->h};
    const bool fresh = surface != last_ || size != last_size_;
    last_ = surface;
    last_size_ = size;
    const Uint32 format = surface->format->format;
    if (format == SDL_PIXELFORMAT_RGB888 || format == SDL_PIXELFORMAT_ARGB8888) {
        converted_.reset();
        return {static_cast<std::uint8_t*>(surface->pixels), surface->pitch, size, fresh};
    }
    if (fresh) converted_.reset(SDL_CreateRGBSurfaceWithFormat(0, size.width, size.height, 32, SDL_PIXELFORMAT_RGB888));
    if (!converted_) return {};
    return {static_cast<std::uint8_t*>(converted_->pixels), converted_->pitch, size, fresh};
}

void WindowSurfaceTarget::show(const std::vector<IntRect>& changed) {
    std::vector<SDL_Rect> rects;
    rects.reserve(changed.size());
    for (const IntRect& r : changed) {
        SDL_Rect rect{r.x, r.y, r.w, r.h};
        if (converted_) SDL_BlitSurface(converted_.get(), &rect, SDL_GetWindowSurface(window_), &rect);
        rects.push_back({r.x, r.y, r.w, r.h});
    }
    SDL_UpdateWindowSurfaceRects(window_, rects.data(), static_cast<int>(rects.size()));
}

PixelTarget::Pixels TextureTarget::lock() {
    Size size;
    SDL_GetRendererOutputSize(renderer_.get(), &size.width, &size.height);
    const bool fresh = size != size_ || !texture_;
    if (fresh) {
        size_ = size;
        pixels_.assign(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), 0xff000000u);
        texture_.reset(SDL_CreateTexture(renderer_.get(), SDL_PIXELFORMAT_RGB888, SDL_TEXTUREACCESS_STREAMING,
                                         size.width, size.height));
        if (!texture_) return {};
        SDL_SetTextureBlendMode(texture_.get(), SDL_BLENDMODE_NONE);
    }
    return {reinterpret_cast<std::uint8_t*>(pixels_.data()), size.width * 4, size, fresh};
}

void TextureTarget::show(const std::vector<IntRect>& changed) {
    for (const IntRect& r : changed) {
        const SDL_Rect rect{r.x, r.y, r.w, r.h};
        SDL_UpdateTexture(texture_.get(), &rect, pixels_.data() + static_cast<std::ptrdiff_t>(r.y) * size_.width + r.x,
                          size_.width * 4);
    }
    SDL_RenderCopy(renderer_.get(), texture_.get(), nullptr, nullptr);
    SDL_RenderPresent(renderer_.get());
}

}  // namespace cliffhanger
