// The interface as a premultiplied ARGB layer of the window's size, redrawn only in the tiles where its draw list
// changed. Main thread only.
#pragma once

#include <cstdint>
#include <vector>

#include "app/geometry.h"
#include "app/render/draw_quads.h"
#include "app/render/draw_triangles.h"
#include "app/render/int_rect.h"
#include "app/render/textures.h"

namespace cliffhanger {

class OverlayLayer {
 public:
    /// Brings the layer up to date and returns where it changed.
    const std::vector<IntRect>& update(const ImDrawList& list, const Textures& textures, Size size);
    /// Where something is drawn.
    const std::vector<IntRect>& occupied() const { return occupied_; }
    const std::uint32_t* pixels() const { return pixels_.data(); }
    int stride() const { return size_.width; }

 private:
    void hash_tiles();
    void hash_into_tiles(const IntRect& visible, std::uint64_t hash);
    std::vector<IntRect> merged(const std::vector<bool>& tiles) const;

    Size size_;
    int columns_ = 0, rows_ = 0;
    std::uint64_t epoch_ = 0;
    std::vector<std::uint32_t> pixels_;
    std::vector<DrawQuad> quads_;
    std::vector<DrawTriangle> triangles_;  // over the quads
    std::vector<std::uint64_t> hashes_, previous_;
    std::vector<IntRect> changed_, occupied_;
};

}  // namespace cliffhanger
