#include "app/screens/page_pictures.h"

#include <algorithm>

#include "app/screens/soft_picture.h"
#include "app/ui/theme.h"

namespace cliffhanger {
namespace {

constexpr int kArtworkSide = 480;
constexpr float kSoftened = 0.9f;  ///< what stands above it dims it further
constexpr std::size_t kPagesKept = 3;
constexpr std::size_t kGradientsKept = 32;

const std::string& artwork_url(const PageView& view) {
    static const std::string kNone;
    if (!view.page.episode->thumbnail_url.empty()) return view.page.episode->thumbnail_url;
    return view.page.series->posters.empty() ? kNone : view.page.series->posters.front().url;
}

std::uint32_t argb(Color color, float brightness) {
    const auto channel = [&](std::uint8_t value) {
        return static_cast<std::uint32_t>(static_cast<float>(value) * brightness);
    };
    return 0xFF000000u | channel(color.r) << 16 | channel(color.g) << 8 | channel(color.b);
}

SoftLook look_for(double width, double height, float brightness, int blur) {
    SoftLook look{48, 86, blur, brightness};
    if (width > height) look = {86, 48, blur, brightness};
    return look;
}

PagePicture still(ImagePtr image) {
    PagePicture result;
    result.width = image->width;
    result.height = image->height;
    result.picture = std::move(image);
    return result;
}

}  // namespace

PagePicture PagePictures::resolve(PlayerHost& host, const PageView& view, Look look) {
    forget_distant(view.index);
    if (look == Look::Hidden) return placeholder(view);
    if (const VideoFramePtr frame = host.picture(view.index)) {
        PagePicture result;
        result.width = frame->display_width();
        result.height = frame->display_height();
        result.picture = frame;
        if (look == Look::Clear) return result;
        Soft& soft = veiled_[view.index];
        if (soft.source != frame.get()) {
            soft = {frame.get(), soften(*frame, look_for(result.width, result.height, kSoftened, 5))};
        }
        result.picture = soft.image;
        return result;
    }
    const bool veiled = look == Look::Veiled;
    Soft& soft = veiled ? veiled_[view.index] : artwork_[view.index];
    if (ImagePtr image = softened_artwork(host, view, soft, kSoftened, veiled ? 5 : 2)) {
        return still(std::move(image));
    }
    return placeholder(view);
}

PagePicture PagePictures::placeholder(const PageView& view) {
    PagePicture result = still(gradient(view));
    result.width = 9, result.height = 16;
    result.placeholder = true;
    return result;
}

ImagePtr PagePictures::backdrop(PlayerHost& host, const PageView& view) {
    Soft& soft = backdrops_[view.index];
    if (soft.image) return soft.image;
    if (const VideoFramePtr frame = host.picture(view.index)) {
        soft = {frame.get(), soften(*frame, {48, 86, 5, 0.50f})};
        return soft.image;
    }
    Soft from_artwork;
    if (ImagePtr image = softened_artwork(host, view, from_artwork, 0.50f, 5)) return image;
    return gradient(view);
}

ImagePtr PagePictures::softened_artwork(PlayerHost& host, const PageView& view, Soft& slot, float brightness,
                                        int blur) {
    const std::string& url = artwork_url(view);
    const ImagePtr artwork = url.empty() ? nullptr : host.artwork(url, kArtworkSide);
    if (!artwork || artwork->width <= 0) return nullptr;
    if (slot.source != artwork.get()) {
        slot = {artwork.get(), soften(*artwork, look_for(artwork->width, artwork->height, brightness, blur))};
    }
    return slot.image;
}

ImagePtr PagePictures::gradient(const PageView& view) {
    const std::string& name = view.page.series->dominant_color;
    if (gradients_.size() > kGradientsKept) gradients_.clear();
    ImagePtr& image = gradients_[name];
    if (!image) {
        const auto color = parse_color(name);
        const Color top = color ? *color : Color{0x3A, 0x2E, 0x4E};
        image = vertical_gradient(argb(top, 0.75f), argb(top, 0.28f));
    }
    return image;
}

void PagePictures::forget_distant(std::size_t index) {
    const auto distant = [&](const auto& entry) {
        return entry.first > index + kPagesKept || entry.first + kPagesKept < index;
    };
    std::erase_if(artwork_, distant);
    std::erase_if(veiled_, distant);
    std::erase_if(backdrops_, distant);
}

}  // namespace cliffhanger
