#include "app/render/overlay_layer.h"

#include <algorithm>
#include <bit>

#include "app/render/quad_rasterizer.h"

namespace cliffhanger {
namespace {

constexpr int kTileWidth = 64, kTileHeight = 16;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

std::uint64_t hash_of(const DrawQuad& quad) {
    std::uint64_t hash = mixed(quad.texture + 1, quad.color);
    for (const IntRect& rect : {quad.to, quad.visible}) {
        hash = mixed(hash, static_cast<std::uint64_t>(static_cast<std::uint32_t>(rect.x)) << 32 |
                               static_cast<std::uint32_t>(rect.y));
        hash = mixed(hash, static_cast<std::uint64_t>(static_cast<std::uint32_t>(rect.w)) << 32 |
                               static_cast<std::uint32_t>(rect.h));
    }
    hash = mixed(hash, static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(quad.u0)) << 32 |
                           std::bit_cast<std::uint32_t>(quad.v0));
    return mixed(hash, static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(quad.u1)) << 32 |
                           std::bit_cast<std::uint32_t>(quad.v1));
}

std::uint64_t hash_of(const DrawTriangle& triangle) {
    std::uint64_t hash = mixed(triangle.texture + 1, 3);
    const auto add = [&hash](float a, float b) {
        hash = mixed(
            hash, static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(a)) << 32 | std::bit_cast<std::uint32_t>(b));
    };
    for (const ImDrawVert& corner : triangle.corners) {
        add(corner.pos.x, corner.pos.y);
        add(corner.uv.x, corner.uv.y);
        hash = mixed(hash, corner.col);
    }
    return hash;
}

}  // namespace

void OverlayLayer::hash_into_tiles(const IntRect& visible, std::uint64_t hash) {
    const int last_row = (visible.bottom() - 1) / kTileHeight, last_column = (visible.right() - 1) / kTileWidth;
    for (int row = visible.y / kTileHeight; row <= last_row; ++row) {
        for (int column = visible.x / kTileWidth; column <= last_column; ++column) {
            std::uint64_t& tile = hashes_[static_cast<std::size_t>(row * columns_ + column)];
            tile = mixed(tile, hash) | 1;
        }
    }
}

void OverlayLayer::hash_tiles() {
    std::fill(hashes_.begin(), hashes_.end(), 0);
    for (const DrawQuad& quad : quads_) hash_into_tiles(quad.visible, hash_of(quad));
    for (const DrawTriangle& triangle : triangles_) hash_into_tiles(triangle.visible, hash_of(triangle));
}

std::vector<IntRect> OverlayLayer::merged(const std::vector<bool>& tiles) const {
    std::vector<IntRect> rects, open;
    for (int row = 0; row < rows_; ++row) {
        std::vector<IntRect> runs;
        for (int column = 0; column < columns_; ++column) {
            if (!tiles[static_cast<std::size_t>(row * columns_ + column)]) continue;
            if (!runs.empty() && runs.back().right() == column)
                ++runs.back().w;
            else
                runs.push_back({column, row, 1, 1});
        }
        for (IntRect& run : runs) {
            const auto above =
                std::find_if(open.begin(), open.end(), [&](const IntRect& r) { return r.x == run.x && r.w == run.w; });
            if (above == open.end()) continue;
            run = unite(*above, run);
            open.erase(above);
        }
        rects.insert(rects.end(), open.begin(), open.end());
        open = std::move(runs);
    }
    rects.insert(rects.end(), open.begin(), open.end());
    for (IntRect& r : rects) {
        r = intersect({r.x * kTileWidth, r.y * kTileHeight, r.w * kTileWidth, r.h * kTileHeight},
                      {0, 0, size_.width, size_.height});
    }
    return rects;
}

const std::vector<IntRect>& OverlayLayer::update(const ImDrawList& list, const Textures& textures, Size size) {
    const bool all = size != size_ || epoch_ != textures.epoch();
    if (size != size_) {
        size_ = size;
        columns_ = (size.width + kTileWidth - 1) / kTileWidth;
        rows_ = (size.height + kTileHeight - 1) / kTileHeight;
        pixels_.assign(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), 0);
        hashes_.assign(static_cast<std::size_t>(columns_ * rows_), 0);
        previous_ = hashes_;
    }
    epoch_ = textures.epoch();
    collect_quads(list, size.width, size.height, quads_);
    collect_triangles(list, size.width, size.height, triangles_);
    std::swap(hashes_, previous_);
    hash_tiles();
    changed_.clear();
    if (!all && hashes_ == previous_) return changed_;

    std::vector<bool> changed(hashes_.size()), occupied(hashes_.size());
    for (std::size_t i = 0; i < hashes_.size(); ++i) {
        changed[i] = all || hashes_[i] != previous_[i];
        occupied[i] = hashes_[i] != 0;
    }
    changed_ = merged(changed);
    occupied_ = merged(occupied);
    for (const IntRect& rect : changed_) {
        for (int y = rect.y; y < rect.bottom(); ++y) {
            std::fill_n(pixels_.begin() + static_cast<std::ptrdiff_t>(y) * size.width + rect.x, rect.w, 0u);
        }
        for (const DrawQuad& quad : quads_) rasterize_quad(quad, textures, rect, pixels_.data(), size.width);
        for (const DrawTriangle& triangle : triangles_)
            rasterize_triangle(triangle, textures, rect, pixels_.data(), size.width);
    }
    return changed_;
}

}  // namespace cliffhanger
