#include "player/subtitles/ass_blend.h"

#include <ass/ass.h>

#include <algorithm>
#include <cstdint>

namespace cliffhanger {
namespace {

/// Masks this close together share a picture.
constexpr int kNear = 24;

struct Box {
    int left, top, right, bottom;

    bool near(const Box& o) const {
        return left - kNear < o.right && o.left - kNear < right && top - kNear < o.bottom && o.top - kNear < bottom;
    }
    void unite(const Box& o) {
        left = std::min(left, o.left), top = std::min(top, o.top);
        right = std::max(right, o.right), bottom = std::max(bottom, o.bottom);
    }
};

Box box_of(const ASS_Image& image, int width, int height) {
    return {std::max(image.dst_x, 0), std::max(image.dst_y, 0), std::min(image.dst_x + image.w, width),
            std::min(image.dst_y + image.h, height)};
}

std::vector<Box> find_boxes(const ASS_Image* images, int width, int height) {
    std::vector<Box> boxes;
    for (const ASS_Image* image = images; image != nullptr; image = image->next) {
        Box box = box_of(*image, width, height);
        if (box.left >= box.right || box.top >= box.bottom) continue;
        // What it touches becomes one with it, which may touch more.
        for (std::size_t i = 0; i < boxes.size();) {
            if (!box.near(boxes[i])) {
                ++i;
                continue;
            }
            box.unite(boxes[i]);
            boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(i));
            i = 0;
        }
        boxes.push_back(box);
    }
    return boxes;
}

std::uint32_t over(std::uint32_t below, std::uint32_t rgb, std::uint32_t alpha) {
    const std::uint32_t rest = 255 - alpha;
    const auto channel = [&](int shift, std::uint32_t value) {
        return (value * alpha + ((below >> shift) & 255) * rest + 127) / 255 << shift;
    };
    return channel(24, 255) | channel(16, rgb >> 16 & 255) | channel(8, rgb >> 8 & 255) | channel(0, rgb & 255);
}

void blend(const ASS_Image& image, const Box& box, Image& target) {
    const std::uint32_t rgb = image.color >> 8, opacity = 255 - (image.color & 255);
    const int left = std::max(image.dst_x, box.left), right = std::min(image.dst_x + image.w, box.right);
    const int top = std::max(image.dst_y, box.top), bottom = std::min(image.dst_y + image.h, box.bottom);
    for (int y = top; y < bottom; ++y) {
        const unsigned char* mask =
            image.bitmap + static_cast<std::ptrdiff_t>(y - image.dst_y) * image.stride - image.dst_x;
        std::uint32_t* row = target.argb.data() + static_cast<std::ptrdiff_t>(y - box.top) * target.width - box.left;
        for (int x = left; x < right; ++x) {
            const std::uint32_t alpha = (mask[x] * opacity + 127) / 255;
            if (alpha > 0) row[x] = over(row[x], rgb, alpha);
        }
    }
}

void unmultiply(Image& image) {
    for (std::uint32_t& pixel : image.argb) {
        const std::uint32_t a = pixel >> 24;
        if (a == 0 || a == 255) continue;
        const auto channel = [&](int shift) {
            return std::min(255u, ((pixel >> shift & 255) * 255 + a / 2) / a) << shift;
        };
        pixel = a << 24 | channel(16) | channel(8) | channel(0);
    }
}

}  // namespace

std::vector<OverlayImage> blend_ass_images(const ass_image* images, int width, int height) {
    std::vector<OverlayImage> overlays;
    for (const Box& box : find_boxes(images, width, height)) {
        auto picture = std::make_shared<Image>();
        picture->width = box.right - box.left;
        picture->height = box.bottom - box.top;
        picture->argb.resize(static_cast<std::size_t>(picture->width) * static_cast<std::size_t>(picture->height));
        for (const ASS_Image* image = images; image != nullptr; image = image->next) {
            const Box part = box_of(*image, width, height);
            const bool inside =
                part.left < box.right && box.left < part.right && part.top < box.bottom && box.top < part.bottom;
            if (inside) blend(*image, box, *picture);
        }
        unmultiply(*picture);
        overlays.push_back({box.left, box.top, std::move(picture)});
    }
    return overlays;
}

}  // namespace cliffhanger
