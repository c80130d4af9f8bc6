// Every text on the stage over an all-white picture: the worst that a video can do to white letters.
#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

constexpr Size kPhone{390, 844};

VideoFramePtr white_picture() {
    constexpr int kWidth = 90, kHeight = 160, kChroma = kWidth / 2 * (kHeight / 2);
    auto bytes = std::make_shared<std::vector<std::uint8_t>>(kWidth * kHeight + kChroma, 235);
    std::fill(bytes->begin() + kWidth * kHeight, bytes->end(), 128);
    auto frame = std::make_shared<VideoFrame>();
    frame->width = kWidth;
    frame->height = kHeight;
    const std::uint8_t* chroma = bytes->data() + kWidth * kHeight;
    frame->planes = {bytes->data(), chroma, chroma};
    frame->strides = {kWidth, kWidth / 2, kWidth / 2};
    frame->storage = bytes;
    return frame;
}

Image stage_with_text(const Color& text, float scale) {
    Theme theme;
    theme.text_hi = text;
    theme.text_mid = text.with_alpha(0.72f);
    ScreenRig rig({static_cast<int>(kPhone.width * scale), static_cast<int>(kPhone.height * scale)}, "en", scale,
                  theme);
    rig.host.pictures[11] = white_picture();
    rig.host.scripted.series[0].episodes[11].likes = 0;
    rig.run(100ms);
    return rig.picture();
}

/// WCAG 2: relative luminance.
double luminance(std::uint32_t argb) {
    const auto linear = [argb](int shift) {
        const double value = static_cast<double>(argb >> shift & 255u) / 255;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
}

double percentile95(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() * 95 / 100];
}

/// The same stage with white and with black letters: what differs is letter, and the black one shows what lies behind.
struct LetterPictures {
    Image white, black;

    int coverage(int x, int y) const {
        const auto at = static_cast<std::size_t>(y * white.width + x);
        return static_cast<int>(white.argb[at] >> 8 & 255u) - static_cast<int>(black.argb[at] >> 8 & 255u);
    }
    double contrast(const Rect& rect) const {
        std::vector<double> letters, behind;
        for (int y = static_cast<int>(rect.y) + 1; y < static_cast<int>(rect.bottom()) - 1; ++y) {
            for (int x = static_cast<int>(rect.x) + 1; x < static_cast<int>(rect.right()) - 1; ++x) {
                const auto at = static_cast<std::size_t>(y * white.width + x);
                if (coverage(x, y) > 150) letters.push_back(luminance(white.argb[at]));
                if (coverage(x, y) < 20 && beside_letter(x, y)) behind.push_back(luminance(black.argb[at]));
            }
        }
        if (letters.empty() || behind.empty()) return 0;
        return (percentile95(letters) + 0.05) / (percentile95(behind) + 0.05);
    }
    bool beside_letter(int x, int y) const {
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                if (coverage(x + dx, y + dy) > 150) return true;
            }
        }
        return false;
    }
};

/// Below a rail button's icon stands its label.
Rect label_of(Rect rail_button, float scale) {
    rail_button.y += 38 * scale;
    rail_button.h -= 38 * scale;
    return rail_button;
}

}  // namespace

TEST_CASE("screens: no bright dots stand at the shaded corners of a white picture", "[app][screens]") {
    ScreenRig rig({1600, 900});
    rig.host.pictures[11] = white_picture();
    rig.run(400ms);
    rig.mouse(PressType::Move, rig.screen().stage().center());
    rig.run(400ms);
    const Image image = rig.picture();
    const Rect stage = rig.screen().stage();
    const int left = static_cast<int>(stage.x), top = static_cast<int>(stage.y),
              bottom = static_cast<int>(stage.bottom());
    const auto green = [&](int x, int y) {
        return static_cast<int>(image.argb[static_cast<std::size_t>(y * image.width + x)] >> 8 & 255u);
    };
    constexpr int kCorner = 24;
    for (const int y0 : {top, bottom - kCorner}) {
        for (int y = y0; y < y0 + kCorner; ++y) {
            for (int x = left; x < left + kCorner; ++x) {
                CAPTURE(x - left, y - y0);
                REQUIRE(green(x, y) <= green(x + 1, y) + 3);
            }
        }
    }
}

TEST_CASE("screens: every text on the stage keeps 4.5:1 on an all-white picture", "[app][screens][lint]") {
    for (const float scale : {1.0f, 1.5f, 2.0f}) {
        const LetterPictures pictures{stage_with_text({255, 255, 255}, scale), stage_with_text({0, 0, 0}, scale)};
        ScreenRig rig({static_cast<int>(kPhone.width * scale), static_cast<int>(kPhone.height * scale)}, "en", scale);
        rig.run(100ms);
        for (const char* id : {"player.rail.like", "player.rail.list", "player.rail.episodes", "player.rail.share"}) {
            CAPTURE(id, scale);
            CHECK(pictures.contrast(label_of(rig.rect(id), scale)) >= 4.5);
        }
        for (const char* id :
             {"player.title", "player.synopsis", "player.progress", "player.episodes_pill", "player.episode"}) {
            CAPTURE(id, scale);
            CHECK(pictures.contrast(rig.rect(id)) >= 4.5);
        }
    }
}
