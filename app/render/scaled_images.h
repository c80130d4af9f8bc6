// Posters and thumbnails at the size they are drawn at: cropped to cover, scaled, with rounded corners, kept as
// textures while they are drawn. Main thread only.
#pragma once

#include <compare>
#include <map>

#include "app/render/textures.h"
#include "player/images/image.h"

namespace cliffhanger {

class ScaledImages {
 public:
    explicit ScaledImages(Textures& textures) : textures_(textures) {}

    TextureRegion get(const ImagePtr& image, int width, int height, int radius);
    void begin_frame();

 private:
    struct Key {
        const Image* image;
        int width, height, radius;
        auto operator<=>(const Key&) const = default;
    };
    struct Entry {
        ImagePtr image;  ///< held, so that its address is not reused for another
        TextureRegion region;
        std::uint64_t seen = 0;
    };

    Textures& textures_;
    std::map<Key, Entry> entries_;
    std::uint64_t frame_ = 0;
};

}  // namespace cliffhanger
