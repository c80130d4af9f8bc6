#include "app/render/scaled_images.h"

#include <libyuv.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/render/sprite_shapes.h"

namespace cliffhanger {
namespace {

constexpr std::uint64_t kUnseenFrames = 120;

void round_corners(std::vector<std::uint32_t>& argb, int width, int height, int radius) {
    radius = std::min({radius, width / 2, height / 2});
    if (radius <= 0) return;
    const Mask disc = disc_mask(2 * radius);
    for (int y = 0; y < 2 * radius; ++y) {
        for (int x = 0; x < 2 * radius; ++x) {
            const int to_x = x < radius ? x : width - 2 * radius + x, to_y = y < radius ? y : height - 2 * radius + y;
            std::uint32_t& pixel =
                argb[static_cast<std::size_t>(to_y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(to_x)];
            const std::uint32_t alpha =
                (pixel >> 24) * disc.coverage[static_cast<std::size_t>(y * 2 * radius + x)] / 255;
            pixel = (pixel & 0xffffffu) | alpha << 24;
        }
    }
}

std::vector<std::uint32_t> cropped_and_scaled(const Image& image, int width, int height) {
    const double scale = std::max(static_cast<double>(width) / image.width, static_cast<double>(height) / image.height);
    const int crop_w = std::clamp(static_cast<int>(std::lround(width / scale)), 1, image.width);
    const int crop_h = std::clamp(static_cast<int>(std::lround(height / scale)), 1, image.height);
    const int x = (image.width - crop_w) / 2, y = (image.height - crop_h) / 2;
    std::vector<std::uint32_t> argb(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const std::uint32_t* from =
        image.argb.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + x;
    libyuv::ARGBScale(reinterpret_cast<const std::uint8_t*>(from), image.width * 4, crop_w, crop_h,
                      reinterpret_cast<std::uint8_t*>(argb.data()), width * 4, width, height, libyuv::kFilterBox);
    return argb;
}

}  // namespace

TextureRegion ScaledImages::get(const ImagePtr& image, int width, int height, int radius) {
    if (!image || image->width <= 0 || image->height <= 0 || width <= 0 || height <= 0) return {};
    const Key key{image.get(), width, height, radius};
    if (const auto found = entries_.find(key); found != entries_.end()) {
        found->second.seen = frame_;
        return found->second.region;
    }
    std::vector<std::uint32_t> argb = cropped_and_scaled(*image, width, height);
    round_corners(argb, width, height, radius);
    const TextureRegion region = textures_.allocate(width, height);
    textures_.store(region, argb.data());
    entries_.emplace(key, Entry{image, region, frame_});
    return region;
}

void ScaledImages::begin_frame() {
    ++frame_;
    std::erase_if(entries_, [this](const auto& item) {
        if (item.second.seen + kUnseenFrames >= frame_) return false;
        textures_.release(item.second.region);
        return true;
    });
}

}  // namespace cliffhanger
