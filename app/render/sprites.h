// Baked shapes and icons in the atlas, made on first use and given up when not drawn for long. Main thread only.
#pragma once

#include <array>
#include <compare>
#include <functional>
#include <map>

#include "app/render/icon_font.h"
#include "app/render/icons.h"
#include "app/render/sprite_shapes.h"
#include "app/render/textures.h"

namespace cliffhanger {

class Sprites {
 public:
    explicit Sprites(Textures& textures) : textures_(textures) {}

    TextureRegion disc(int diameter);
    TextureRegion ring(int diameter, int thickness);
    TextureRegion soft_disc();
    TextureRegion arc(int size, float radius, float thickness, int start_degrees, int sweep_degrees);
    TextureRegion shadow(int side, int radius, int margin);
    /// One column, `height` pixels that stand for `dp` dp.
    TextureRegion top_scrim(int height);
    TextureRegion bottom_scrim(int height);
    /// `size` x `size`; texture 0 when the font lacks it.
    TextureRegion icon(Icon icon, int size);

    void begin_frame();

 private:
    enum class Kind { Disc, Ring, SoftDisc, Arc, Shadow, TopScrim, BottomScrim, Icon };
    struct Key {
        Kind kind;
        std::array<int, 5> values{};
        auto operator<=>(const Key&) const = default;
    };
    struct Entry {
        TextureRegion region;
        std::uint64_t seen = 0;
    };

    TextureRegion get(const Key& key, const std::function<Mask()>& bake);

    Textures& textures_;
    IconFont icon_font_;
    std::map<Key, Entry> entries_;
    std::uint64_t frame_ = 0;
};

}  // namespace cliffhanger
