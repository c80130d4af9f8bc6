// The pixels that the interface is drawn from, on the CPU's side: atlas pages of 1024x1024 shared by labels, icons and
// baked shapes, and single textures for pictures. ARGB8888, straight alpha. The CPU presenter reads them in place; the
// GPU presenter uploads what changed. Main thread only.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "app/render/int_rect.h"
#include "app/render/shelf_packer.h"

namespace cliffhanger {

using TextureId = std::uint32_t;  ///< 0 = none; never reused, so that equal draw lists mean equal pixels

/// A place in a texture.
struct TextureRegion {
    TextureId texture = 0;
    IntRect rect;
};

class Textures {
 public:
    static constexpr int kPageSize = 1024;
    /// Every page has a white block in its corner, so that plain rectangles need no texture of their own.
    static constexpr int kWhiteBlock = 4;

    struct Texture {
        int width = 0, height = 0;
        std::unique_ptr<std::uint32_t[], void (*)(void*)> pixels{nullptr, nullptr};
        IntRect dirty;                        ///< changed since take_dirty()
        std::unique_ptr<ShelfPacker> packer;  ///< null for single textures
    };

    Textures();
    ~Textures();

    /// A cleared place with a transparent border of one pixel; larger than a page = a texture of its own.
    TextureRegion allocate(int width, int height);
    void release(const TextureRegion& region);
    /// The region's top left pixel, for writing; rows are `stride()` apart.
    std::uint32_t* write(const TextureRegion& region);
    /// Copies a whole region from packed rows.
    void store(const TextureRegion& region, const std::uint32_t* argb);
    int stride(const TextureRegion& region) const { return textures_.at(region.texture).width; }

    const Texture* find(TextureId id) const;
    bool is_page(TextureId id) const;
    TextureId first_page() const { return textures_.begin()->first; }
    /// What changed in the texture since the last call.
    IntRect take_dirty(TextureId id);
    const std::map<TextureId, Texture>& all() const { return textures_; }

    /// Says that places drawn in the last frame may get other contents now; what was drawn has to be drawn again.
    void begin_epoch() { ++epoch_; }
    std::uint64_t epoch() const { return epoch_; }

 private:
    TextureId add(int width, int height, bool page);

    std::map<TextureId, Texture> textures_;
    TextureId next_ = 1;
    std::uint64_t epoch_ = 0;
};

}  // namespace cliffhanger
