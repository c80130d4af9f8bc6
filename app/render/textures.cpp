#include "app/render/textures.h"

#include <cstdlib>
#include <new>
#include <utility>

namespace cliffhanger {
namespace {

constexpr int kBorder = 1;

}  // namespace

Textures::Textures() { add(kPageSize, kPageSize, true); }
Textures::~Textures() = default;

TextureId Textures::add(int width, int height, bool page) {
    Texture texture;
    texture.width = width;
    texture.height = height;
    // calloc leaves untouched rows of a page unbacked by memory.
    auto* memory = static_cast<std::uint32_t*>(
        std::calloc(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), sizeof(std::uint32_t)));
    if (memory == nullptr) throw std::bad_alloc();
    texture.pixels = {memory, std::free};
    texture.dirty = {0, 0, width, height};
    if (page) {
        texture.packer = std::make_unique<ShelfPacker>(width, height);
        const auto white = texture.packer->allocate(kWhiteBlock, kWhiteBlock);
        for (int y = 0; y < kWhiteBlock; ++y) {
            for (int x = 0; x < kWhiteBlock; ++x) memory[(white->y + y) * width + white->x + x] = 0xffffffffu;
        }
    }
    const TextureId id = next_++;
    textures_.emplace(id, std::move(texture));
    return id;
}

TextureRegion Textures::allocate(int width, int height) {
    const int w = width + 2 * kBorder, h = height + 2 * kBorder;
    if (w > kPageSize || h > kPageSize - 8) return {add(width, height, false), {0, 0, width, height}};
    const auto on_page = [&](TextureId id, Texture& page) -> TextureRegion {
        const auto place = page.packer->allocate(w, h);
        if (!place) return {};
        std::uint32_t* row = page.pixels.get() + place->y * page.width + place->x;
        for (int y = 0; y < h; ++y, row += page.width) std::fill(row, row + w, 0u);
        page.dirty = unite(page.dirty, *place);
        return {id, {place->x + kBorder, place->y + kBorder, width, height}};
    };
    for (auto& [id, page] : textures_) {
        if (!page.packer) continue;
        if (const TextureRegion region = on_page(id, page); region.texture != 0) return region;
    }
    const TextureId id = add(kPageSize, kPageSize, true);
    return on_page(id, textures_.at(id));
}

void Textures::release(const TextureRegion& region) {
    const auto found = textures_.find(region.texture);
    if (found == textures_.end()) return;
    if (!found->second.packer) {
        textures_.erase(found);
        return;
    }
    const IntRect& r = region.rect;
    found->second.packer->release({r.x - kBorder, r.y - kBorder, r.w + 2 * kBorder, r.h + 2 * kBorder});
}

std::uint32_t* Textures::write(const TextureRegion& region) {
    Texture& texture = textures_.at(region.texture);
    texture.dirty = unite(texture.dirty, region.rect);
    return texture.pixels.get() + region.rect.y * texture.width + region.rect.x;
}

void Textures::store(const TextureRegion& region, const std::uint32_t* argb) {
    std::uint32_t* row = write(region);
    for (int y = 0; y < region.rect.h; ++y, row += stride(region), argb += region.rect.w) {
        std::copy_n(argb, region.rect.w, row);
    }
}

const Textures::Texture* Textures::find(TextureId id) const {
    const auto found = textures_.find(id);
    return found == textures_.end() ? nullptr : &found->second;
}

bool Textures::is_page(TextureId id) const {
    const Texture* texture = find(id);
    return texture != nullptr && texture->packer != nullptr;
}

IntRect Textures::take_dirty(TextureId id) {
    const auto found = textures_.find(id);
    return found == textures_.end() ? IntRect{} : std::exchange(found->second.dirty, IntRect{});
}

}  // namespace cliffhanger
