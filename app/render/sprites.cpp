#include "app/render/sprites.h"

#include <cmath>

namespace cliffhanger {
namespace {

constexpr std::uint64_t kUnseenFrames = 240;
constexpr int kSoftDiscSize = 64;

template <class Alpha>
Mask column_mask(int height, Alpha alpha) {
    Mask mask{1, height, std::vector<std::uint8_t>(static_cast<std::size_t>(height))};
    for (int y = 0; y < height; ++y) {
        const float position = (static_cast<float>(y) + 0.5f) / static_cast<float>(height);
        mask.coverage[static_cast<std::size_t>(y)] = static_cast<std::uint8_t>(alpha(position) * 255 + 0.5f);
    }
    return mask;
}

}  // namespace

TextureRegion Sprites::get(const Key& key, const std::function<Mask()>& bake) {
    const auto found = entries_.find(key);
    if (found != entries_.end()) {
        found->second.seen = frame_;
        return found->second.region;
    }
    const Mask mask = bake();
    Entry entry{{}, frame_};
    if (!mask.coverage.empty()) {
        entry.region = textures_.allocate(mask.width, mask.height);
        std::vector<std::uint32_t> argb(mask.coverage.size());
        for (std::size_t i = 0; i < argb.size(); ++i)
            argb[i] = static_cast<std::uint32_t>(mask.coverage[i]) << 24 | 0xffffffu;
        textures_.store(entry.region, argb.data());
    }
    return entries_.emplace(key, entry).first->second.region;
}

void Sprites::begin_frame() {
    if (++frame_ % 60 != 0) return;
    std::erase_if(entries_, [this](const auto& item) {
        if (item.second.seen + kUnseenFrames >= frame_) return false;
        textures_.release(item.second.region);
        return true;
    });
}

TextureRegion Sprites::disc(int diameter) {
    return get({Kind::Disc, {diameter}}, [=] { return disc_mask(diameter); });
}

TextureRegion Sprites::ring(int diameter, int thickness) {
    return get({Kind::Ring, {diameter, thickness}}, [=] { return ring_mask(diameter, static_cast<float>(thickness)); });
}

TextureRegion Sprites::soft_disc() {
    return get({Kind::SoftDisc, {}}, [] { return soft_disc_mask(kSoftDiscSize); });
}

TextureRegion Sprites::arc(int size, float radius, float thickness, int start, int sweep) {
    const Key key{
        Kind::Arc,
        {size, static_cast<int>(std::lround(radius * 4)), static_cast<int>(std::lround(thickness * 4)), start, sweep}};
    return get(key,
               [=] { return arc_mask(size, radius, thickness, static_cast<float>(start), static_cast<float>(sweep)); });
}

TextureRegion Sprites::shadow(int side, int radius, int margin) {
    return get({Kind::Shadow, {side, radius, margin}},
               [=] { return shadow_mask(side, static_cast<float>(radius), margin); });
}

TextureRegion Sprites::top_scrim(int height) {
    return get({Kind::TopScrim, {height}},
               [=] { return column_mask(height, [](float at) { return top_scrim_alpha(at * kTopScrimDp); }); });
}

TextureRegion Sprites::bottom_scrim(int height) {
    return get({Kind::BottomScrim, {height}}, [=] {
        return column_mask(height, [](float at) { return bottom_scrim_alpha((1 - at) * kBottomScrimDp); });
    });
}

TextureRegion Sprites::icon(Icon icon, int size) {
    return get({Kind::Icon, {static_cast<int>(icon), size}}, [&] { return icon_font_.rasterize(icon, size); });
}

}  // namespace cliffhanger
