#include "app/screens/backdrop.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "app/screens/soft_picture.h"

namespace cliffhanger {
namespace {

constexpr int kWidth = 64, kArtSide = 320;

/// As wide and high as it will be shown, so that nothing of its end is cropped.
ImagePtr faded(const Image& art, Color page, int height) {
    const ImagePtr soft = soften(art, {.width = kWidth, .height = height, .blur = 4, .brightness = 0.5f, .enlarge = 5});
    auto result = std::make_shared<Image>(*soft);
    const auto mix = [](std::uint32_t a, std::uint8_t b, float t) {
        return static_cast<std::uint32_t>(static_cast<float>(a) * (1 - t) + static_cast<float>(b) * t + 0.5f);
    };
    for (int y = 0; y < result->height; ++y) {
        const float t = static_cast<float>(y) / static_cast<float>(result->height - 1), away = t * t * (3 - 2 * t);
        for (int x = 0; x < result->width; ++x) {
            std::uint32_t& pixel = result->argb[static_cast<std::size_t>(y * result->width + x)];
            pixel = 0xFF000000u | mix(pixel >> 16 & 0xFF, page.r, away) << 16 |
                    mix(pixel >> 8 & 0xFF, page.g, away) << 8 | mix(pixel & 0xFF, page.b, away);
        }
    }
    return result;
}

}  // namespace

void Backdrop::draw(Frame& frame, PlayerHost& host, const Series& series, const Rect& at, const Rect& within) {
    const ImagePtr art = series.posters.empty() ? nullptr : host.artwork(series.posters.front().url, kArtSide);
    if (!art || at.empty()) return;
    const int height = std::max(8, static_cast<int>(std::lround(kWidth * at.h / at.w)));
    if (of_ != art || height_ != height) {
        of_ = art;
        height_ = height;
        picture_ = faded(*art, frame.theme.bg, height);
    }
    if (at.bottom() <= within.y) return;
    frame.push_clip(within);
    frame.canvas.image(picture_, at, 0);
    frame.pop_clip();
}

}  // namespace cliffhanger
